package cn.civilaffairs.e2e;

import cn.civilaffairs.CivilAffairsApplication;
import cn.civilaffairs.registry.testing.TestDatabase;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * A test played by officers in a browser. All journeys of a test run share one running product and one demo county; they
 * work on different families and so do not disturb each other. The county is a quarter of its full size: as much to click,
 * less to wait for; {@code -Djourneys.scale=1} makes the whole. A {@link Browsers} parameter is given to its methods.
 *
 * <p>The switch is {@code -De2e=auto|required|off}: where no Chromium is found, auto skips and says so, required fails.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(BrowserExtension.class)
@SpringBootTest(
        classes = CivilAffairsApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "civil.connection=given",
            "civil.demo.enabled=true",
            "civil.demo.scale=${journeys.scale:0.25}",
            "test.database=civil_journeys"
        })
@Import(TestDatabase.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@interface Journey {}
