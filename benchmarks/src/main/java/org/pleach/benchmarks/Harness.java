package org.pleach.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code benchmarks/run SCENARIO [--quick] [--json FILE]}. */
public final class Harness {

    private static final List<Scenario> SCENARIOS = List.of(new CoreScenario(), new RouteScenario(),
            new FailoverScenario(), new SandboxScenario());

    private Harness() { }

    /** Runs one scenario; exit code 0 if it ran, 2 if the command line made no sense. */
    public static void main(String[] arguments) throws Exception {
        HarnessOptions options;
        try {
            options = HarnessOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println("benchmarks/run: " + e.getMessage());
            System.exit(2);
            return;
        }
        if (options.list()) {
            SCENARIOS.forEach(s -> System.out.printf("%-10s %s%n", s.name(), s.description()));
            return;
        }
        Scenario scenario = SCENARIOS.stream().filter(s -> s.name().equals(options.scenario())).findFirst().orElse(null);
        if (scenario == null) {
            System.err.println("benchmarks/run: no scenario \"" + options.scenario() + "\"; --list names them");
            System.exit(2);
            return;
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("scenario", scenario.name());
        result.put("quick", options.quick());
        result.put("java", System.getProperty("java.version"));
        result.putAll(scenario.run(options));
        if (options.json() != null) {
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(options.json().toFile(), result);
        }
    }
}
