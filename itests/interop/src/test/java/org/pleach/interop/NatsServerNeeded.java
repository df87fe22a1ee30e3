package org.pleach.interop;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs only where there is a nats-server to compare with; on CI it fails without one. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NatsServerNeeded.Condition.class)
public @interface NatsServerNeeded {

    /** Looks for it. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (System.getenv(NatsServerRunning.VARIABLE) != null || "true".equals(System.getenv("CI"))) {
                return enabled("nats-server is there, or has to be");
            }
            return disabled("set " + NatsServerRunning.VARIABLE + " to the path of a nats-server binary to compare with it");
        }
    }
}
