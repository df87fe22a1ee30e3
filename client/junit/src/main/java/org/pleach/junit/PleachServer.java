package org.pleach.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test a NATS server inside its JVM, on a free port of loopback. On a class: one server for all its tests (and
 * those of nested classes), stopped after the last one. On a method: one for this test alone. Tests, constructors and
 * lifecycle methods take it as a parameter: a {@link org.pleach.embedded.Pleach} is the server, a {@link java.net.URI}
 * or a {@code String} is its URL.
 *
 * <pre>
 *   &#64;PleachServer
 *   class OrdersTest {
 *       &#64;Test
 *       void arePublished(Pleach server) throws Exception {
 *           try (Connection nats = Nats.connect(server.clientUrl())) { ... }
 *       }
 *   }
 * </pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(PleachExtension.class)
public @interface PleachServer {

    /** A configuration file as nats-server reads it; empty for none. */
    String config() default "";

    /** Settings as in a file, one or more a string: {@code {"authorization.token = s3cret", "max_payload = 1024"}}. */
    String[] settings() default {};

    /** The port; 0 for any free one. */
    int port() default 0;
}
