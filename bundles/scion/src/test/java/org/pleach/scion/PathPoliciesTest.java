package org.pleach.scion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.pleach.path.policy.latency.LatencyPolicy;

class PathPoliciesTest {

    private final PathPolicies policies = new PathPolicies();

    @Test
    void tellsWhenPoliciesComeChangeAndGo() {
        AtomicInteger told = new AtomicInteger();
        policies.onChange(told::incrementAndGet);
        LatencyPolicy policy = new LatencyPolicy();
        policies.add("latency", policy);
        policies.changed();
        policies.remove("latency", policy);
        assertThat(told).hasValue(3);
    }

    @Test
    void ofSeveralWithOneNameTheLastOneCounts() {
        LatencyPolicy first = new LatencyPolicy();
        LatencyPolicy second = new LatencyPolicy();
        policies.add("latency", first);
        policies.add("latency", second);
        assertThat(policies.get("latency")).isSameAs(second);
        policies.remove("latency", second);
        assertThat(policies.get("latency")).isSameAs(first);
    }
}
