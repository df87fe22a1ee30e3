package org.pleach.itests.container;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests of the class run inside a Felix framework that holds the distribution's bundles, one framework per class.
 *
 * <p>The class travels into the framework as (part of) a bundle and is loaded there again, so what it sees of Pleach is
 * what the bundles export. It is made anew for each test; {@code @BeforeEach} and {@code @AfterEach} do not run inside.
 * Class and test methods must be public: Pax Exam looks for no others.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ContainerExtension.class)
public @interface InContainer {

    /** Whether the folder {@code deploy/} (the path policies) is installed too. */
    boolean policies() default true;

    /** Whether the folder {@code console/} (Gogo and the shell commands) is installed too. */
    boolean console() default false;
}
