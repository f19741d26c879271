package cn.civilaffairs.released;

import cn.civilaffairs.web.WebTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

@WebTest
@Import(FromRelease.class)
@TestPropertySource(properties = {"released=202611222000", "test.database=released_two"})
class SecondReleaseTests extends MigratedReleaseTests {}
