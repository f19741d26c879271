package cn.civilaffairs.web;

import cn.civilaffairs.CivilAffairsApplication;
import cn.civilaffairs.registry.testing.TestAccounts;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestDatabase;
import cn.civilaffairs.web.assistance.AllowanceFamilies;
import cn.civilaffairs.web.security.MatrixWorld;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestExecutionListeners;

/** The whole product without a port: real pages on a real database, asked by MockMvc. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = CivilAffairsApplication.class, properties = "civil.connection=given")
@AutoConfigureMockMvc
@Import({
    TestDatabase.class,
    TestCounties.class,
    TestAccounts.class,
    TestClock.class,
    Visits.class,
    GrantedFamilies.class,
    AllowanceFamilies.class,
    MatrixWorld.class,
    NumberWatch.Answers.class
})
@TestExecutionListeners(listeners = NumberWatch.class, mergeMode = TestExecutionListeners.MergeMode.MERGE_WITH_DEFAULTS)
public @interface WebTest {}
