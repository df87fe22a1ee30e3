package org.pleach.config.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pleach.config.tree.Block;
import org.pleach.config.tree.Member;
import org.pleach.config.tree.Node;
import org.pleach.config.tree.Scalar;
import org.pleach.config.tree.Sequence;

/**
 * Subject mappings: {@code "foo.*": "bar.$1"}, or a block or a list of blocks with {@code destination}, {@code weight} and
 * {@code cluster}. Bundles get a list of blocks with {@code source} and {@code to}, in the order of the file.
 */
record MappingsType() implements ValueType {

    static final MappingsType MAPPINGS = new MappingsType();

    private static final Pattern WEIGHT = Pattern.compile("(\\d{1,3})%?");
    private static final Pattern REFERENCE = Pattern.compile("\\$(\\d+)|\\{\\{\\s*(\\w+)\\s*\\(([^)]*)\\)\\s*}}");
    private static final Map<String, Integer> LEAST_ARGUMENTS = Map.of("wildcard", 1, "partition", 1, "random", 1, "split", 2,
            "splitfromleft", 2, "splitfromright", 2, "slicefromleft", 2, "slicefromright", 2, "left", 2, "right", 2);

    @Override
    public Node read(Node value, String key, Reading reading) {
        if (!(value instanceof Block block)) {
            return reading.refuse(value, key, expected());
        }
        List<Node> read = new ArrayList<>();
        for (Member member : block.members()) {
            if (!SubjectType.isSubject(member.key())) {
                reading.refuse(member.place(), key + ": expected a subject such as \"orders.*\", found \"" + member.key() + '"');
                continue;
            }
            List<Node> to = destinations(member, key, reading);
            if (to != null) {
                read.add(new Block(List.of(
                        new Member("source", member.place(), Scalar.of(member.key(), member.place()), false),
                        new Member("to", member.place(), new Sequence(to, member.place()), false)), member.place()));
            }
        }
        return new Sequence(read, value.place());
    }

    private List<Node> destinations(Member member, String key, Reading reading) {
        List<Node> written = member.value() instanceof Sequence list ? list.items() : List.of(member.value());
        List<Node> read = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Map<String, Long> weights = new HashMap<>();
        for (Node each : written) {
            Block one = destination(member.key(), each, key, reading);
            if (one == null) {
                return null;
            }
            String cluster = one.value("cluster") instanceof Scalar name ? name.value().toString() : "";
            String destination = ((Scalar) one.value("destination")).value().toString();
            long sum = weights.merge(cluster, (Long) ((Scalar) one.value("weight")).value(), Long::sum);
            if (sum > 100) {
                reading.refuse(each.place(), key + ": expected weights of 100 % together, found " + sum + " %");
            }
            if (!seen.add(destination)) {
                reading.refuse(each.place(), key + ": expected each destination once, \"" + destination + "\" is there twice");
            }
            read.add(one);
        }
        return read;
    }

    private static Block destination(String source, Node written, String key, Reading reading) {
        Scalar text;
        long weight = 100;
        List<Member> members = new ArrayList<>();
        if (written instanceof Block block) {
            Node destination = block.has("destination") ? block.value("destination")
                    : block.has("dest") ? block.value("dest") : block.value("subject");
            Node weighted = block.value("weight");
            if (!(destination instanceof Scalar)) {
                return (Block) reading.refuse(written, key, "a destination in each block");
            }
            text = (Scalar) destination;
            if (weighted instanceof Scalar scalar) {
                Matcher number = WEIGHT.matcher(scalar.value().toString());
                if (!number.matches() || Integer.parseInt(number.group(1)) > 100) {
                    return (Block) reading.refuse(weighted, key + ".weight", "a weight from 0 to 100 %");
                }
                weight = Long.parseLong(number.group(1));
            }
            if (block.value("cluster") instanceof Scalar cluster) {
                members.add(new Member("cluster", cluster.place(), cluster, false));
            }
        } else if (written instanceof Scalar scalar) {
            text = scalar;
        } else {
            return (Block) reading.refuse(written, key, "a destination or a block with one");
        }
        String wrong = wrong(source, text.value().toString());
        if (wrong != null) {
            return (Block) reading.refuse(text, key, wrong);
        }
        members.add(new Member("destination", text.place(), text, false));
        members.add(new Member("weight", written.place(), Scalar.of(weight, written.place()), false));
        return new Block(members, written.place());
    }

    /** What would have been expected of the destination; null if it is good. */
    static String wrong(String source, String destination) {
        String plain = REFERENCE.matcher(destination).replaceAll("x");
        if (plain.contains("{{") || !SubjectType.isSubject(plain) || List.of(plain.split("\\.")).contains("*")) {
            return "a destination such as \"bar.$1\" or \"bar.{{wildcard(1)}}\"";
        }
        if (source.endsWith(">") != destination.endsWith(">")) {
            return "> at the end of both source and destination, or of neither";
        }
        long wildcards = List.of(source.split("\\.")).stream().filter("*"::equals).count();
        Matcher references = REFERENCE.matcher(destination);
        while (references.find()) {
            String bad = references.group(1) != null ? index(references.group(1), wildcards)
                    : call(references.group(2).toLowerCase(java.util.Locale.ROOT), references.group(3).split("\\s*,\\s*"), wildcards);
            if (bad != null) {
                return bad;
            }
        }
        return null;
    }

    private static String call(String function, String[] arguments, long wildcards) {
        Integer least = LEAST_ARGUMENTS.get(function);
        if (least == null) {
            return "one of the functions " + String.join(", ", LEAST_ARGUMENTS.keySet().stream().sorted().toList());
        }
        if (arguments.length < least || !function.equals("partition") && arguments.length > least || arguments[0].isBlank()) {
            return function + " with " + least + (least == 1 ? " argument" : " arguments");
        }
        boolean countFirst = function.equals("partition") || function.equals("random");
        for (int i = countFirst ? 1 : 0; i < (countFirst ? arguments.length : 1); i++) {
            String bad = index(arguments[i].strip(), wildcards);
            if (bad != null) {
                return bad;
            }
        }
        boolean number = !function.equals("split") && !function.equals("wildcard");
        return number && !arguments[countFirst ? 0 : 1].strip().matches("\\d{1,9}") ? "a number in " + function : null;
    }

    private static String index(String text, long wildcards) {
        return text.matches("\\d{1,4}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= wildcards ? null
                : "the number of one of the source's " + wildcards + " wildcards";
    }

    @Override
    public String expected() {
        return "a block of subjects and their destinations";
    }
}
