package org.pleach.itests.container;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.ops4j.pax.exam.ExamSystem;
import org.ops4j.pax.exam.TestAddress;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.TestContainerException;
import org.ops4j.pax.exam.TestProbeBuilder;
import org.ops4j.pax.exam.spi.PaxExamRuntime;

/** Runs each test method inside the framework instead of here. Pax Exam has no JUnit 5 driver of its own. */
final class ContainerExtension implements BeforeAllCallback, AfterAllCallback, InvocationInterceptor {

    private static final Namespace NAMESPACE = Namespace.create(ContainerExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        // Set by the JUnit 4 driver if it ran in this JVM; with it Pax Exam would look for JUnit 4 inside.
        System.clearProperty("pax.exam.invoker");
        InContainer wanted = context.getRequiredTestClass().getAnnotation(InContainer.class);
        Path home = Path.of(System.getProperty("pleach.home")).toAbsolutePath().normalize();
        ExamSystem system = PaxExamRuntime.createTestSystem(new ContainerOptions(home).of(wanted));
        TestContainer container = PaxExamRuntime.createContainer(system);
        container.start();
        context.getStore(NAMESPACE).put(Started.class, new Started(system, container));
    }

    @Override
    public void interceptTestMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> method,
            ExtensionContext context) throws Throwable {
        invocation.skip();
        Started started = context.getStore(NAMESPACE).get(Started.class, Started.class);
        TestProbeBuilder probe = started.system.createProbe();
        TestAddress address = probe.addTest(context.getRequiredTestClass(), method.getExecutable().getName());
        started.container.installProbe(probe.build().getStream());
        try {
            started.container.call(address);
        } catch (TestContainerException e) {
            throw causeInTheTest(e);
        } finally {
            started.container.uninstallProbe();
        }
    }

    /** Strips what reflection and Pax Exam put around the failure, so that it reads as if the test ran here. */
    private static Throwable causeInTheTest(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null
                && (cause instanceof TestContainerException || cause instanceof InvocationTargetException)) {
            cause = cause.getCause();
        }
        return cause;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Started started = context.getStore(NAMESPACE).remove(Started.class, Started.class);
        if (started != null) {
            started.container.stop();
            started.system.clear();
        }
    }

    private record Started(ExamSystem system, TestContainer container) { }
}
