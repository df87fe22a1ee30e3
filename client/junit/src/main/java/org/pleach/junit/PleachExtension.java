package org.pleach.junit;

import java.lang.reflect.AnnotatedElement;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.pleach.embedded.Pleach;
import org.pleach.embedded.PleachBuilder;

/** Does what {@link PleachServer} says. JUnit makes it. */
final class PleachExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(PleachServer.class);
    private static final Set<Class<?>> TYPES = Set.of(Pleach.class, URI.class, String.class);

    private record Running(Pleach server) implements ExtensionContext.Store.CloseableResource {
        @Override
        public void close() {
            server.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        startIfAnnotated(context, context.getRequiredTestClass());
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        startIfAnnotated(context, context.getRequiredTestMethod());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TYPES.contains(parameter.getParameter().getType()) && running(context) != null;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Pleach server = running(context).server();
        Class<?> type = parameter.getParameter().getType();
        if (type == Pleach.class) {
            return server;
        }
        return type == URI.class ? URI.create(server.clientUrl()) : server.clientUrl();
    }

    private static void startIfAnnotated(ExtensionContext context, AnnotatedElement element) {
        Optional<PleachServer> wanted = AnnotationSupport.findAnnotation(element, PleachServer.class);
        if (wanted.isPresent() && store(context).get(element) == null) {
            Running running = new Running(builder(wanted.get()).start());
            store(context).put(element, running);
            store(context).put(PleachServer.class, running);
        }
    }

    private static PleachBuilder builder(PleachServer wanted) {
        PleachBuilder builder = Pleach.builder().port(wanted.port());
        if (!wanted.config().isEmpty()) {
            builder.config(Path.of(wanted.config()));
        }
        for (String setting : wanted.settings()) {
            builder.settings(setting);
        }
        return builder;
    }

    /** The nearest one: a method's before its class's. */
    private static Running running(ExtensionContext context) {
        return store(context).get(PleachServer.class, Running.class);
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }
}
