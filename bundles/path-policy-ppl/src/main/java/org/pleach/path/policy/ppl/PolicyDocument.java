package org.pleach.path.policy.ppl;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.pleach.path.IsdAs;
import org.pleach.path.language.Acl;
import org.pleach.path.language.Sequence;

/**
 * Policies in JSON, as scionproto's {@code pathpol.PolicyMap}: an object with policies by name, or one policy alone.
 * <pre>
 *  { "extends": [NAME...], "acl": ["- 1-ff00:0:110", "+"], "sequence": "0* 1-ff00:0:120 0*",
 *    "local_isd_ases": ["1-ff00:0:111"], "remote_isd_ases": [{"isd_as": "2-0", "reject": true}, {}],
 *    "options": [{"weight": 2, "policy": { ... }}] }
 * </pre>
 * As the language's description says, options are tried by weight and may extend named policies too. A key that is not
 * known is refused. Errors name the place, what was expected and what came.
 */
final class PolicyDocument {

    private static final Set<String> KEYS =
            Set.of("extends", "acl", "sequence", "local_isd_ases", "remote_isd_ases", "options");
    private static final int MAX_DEPTH = 32;

    private final ConfigObject root;
    private final Map<String, ConfigObject> named = new LinkedHashMap<>();
    private final Set<String> merging = new HashSet<>();
    /** Many may extend one, and that one again two of the same: each is read once. */
    private final Map<String, Rules> done = new HashMap<>();
    private int depth;

    private PolicyDocument(ConfigObject root) {
        this.root = root;
        if (!isPolicy()) {
            root.forEach((name, value) -> named.put(name, object(value, name)));
        }
    }

    /**
     * @param origin names the source in messages
     * @throws com.typesafe.config.ConfigException if it is no JSON
     * @throws IllegalArgumentException            if it is no policies
     */
    static PolicyDocument parse(String origin, String json) {
        return new PolicyDocument(ConfigFactory.parseString(json, ConfigParseOptions.defaults()
                .setSyntax(ConfigSyntax.JSON).setOriginDescription(origin)).root());
    }

    /** One policy alone has at least one key of a policy that is no object: an object stands for a named policy. */
    private boolean isPolicy() {
        return root.entrySet().stream().anyMatch(entry -> KEYS.contains(entry.getKey())
                && entry.getValue().valueType() != ConfigValueType.OBJECT);
    }

    /** The policy of this name; with the empty one the only policy there is. Reads the others too, so that errors show. */
    Rules policy(String name) {
        Map<String, Rules> all = new LinkedHashMap<>();
        if (named.isEmpty()) {
            all.put("", rules(root, ""));
        }
        named.forEach((each, value) -> all.put(each, merged(each, value)));
        if (name.isEmpty() && all.size() == 1) {
            return all.values().iterator().next();
        }
        Rules found = all.get(name);
        if (found == null || name.isEmpty()) {
            throw new IllegalArgumentException(root.origin().description() + ": expected the name of one of the policies "
                    + named.keySet() + ", found \"" + name + '"');
        }
        return found;
    }

    private Rules merged(String name, ConfigObject policy) {
        Rules known = done.get(name);
        if (known != null) {
            return known;
        }
        if (!merging.add(name)) {
            throw new IllegalArgumentException(place(policy) + ": expected policies not to extend one another, found \""
                    + name + "\" extending itself");
        }
        try {
            Rules rules = rules(policy, name);
            done.put(name, rules);
            return rules;
        } finally {
            merging.remove(name);
        }
    }

    private Rules rules(ConfigObject policy, String path) {
        if (++depth > MAX_DEPTH) {
            throw bad(policy, path, "at most " + MAX_DEPTH + " policies in one another");
        }
        policy.forEach((key, value) -> {
            if (!KEYS.contains(key)) {
                throw bad(value, path, "a key of " + KEYS.stream().sorted().toList());
            }
        });
        Rules rules = new Rules(
                policy.containsKey("acl") ? read(policy, path, "acl", PolicyDocument::acl) : null,
                policy.containsKey("sequence") ? read(policy, path, "sequence", PolicyDocument::sequence) : null,
                policy.containsKey("local_isd_ases") ? list(policy, path, "local_isd_ases", this::isdAs) : null,
                policy.containsKey("remote_isd_ases") ? list(policy, path, "remote_isd_ases", this::remote) : null,
                list(policy, path, "options", this::option));
        List<Rules> bases = list(policy, path, "extends", this::base);
        for (int i = bases.size() - 1; i >= 0; i--) {
            rules = rules.over(bases.get(i));
        }
        depth--;
        return rules;
    }

    private static Acl acl(ConfigValue value) {
        List<String> entries = new ArrayList<>();
        for (ConfigValue entry : array(value, "acl")) {
            entries.add(text(entry, "acl"));
        }
        return Acl.parse(entries);
    }

    private static Sequence sequence(ConfigValue value) {
        return Sequence.parse(text(value, "sequence"));
    }

    private IsdAs isdAs(ConfigValue value) {
        return IsdAs.parse(text(value, "local_isd_ases"));
    }

    private Rules.Remote remote(ConfigValue value) {
        ConfigObject rule = object(value, "remote_isd_ases");
        refuseOthers(rule, Set.of("isd_as", "reject"));
        ConfigValue reject = rule.get("reject");
        if (reject != null && reject.valueType() != ConfigValueType.BOOLEAN) {
            throw bad(reject, "reject", "true or false");
        }
        return new Rules.Remote(
                rule.containsKey("isd_as") ? IsdAs.parse(text(rule.get("isd_as"), "isd_as")) : IsdAs.WILDCARD,
                reject != null && (Boolean) reject.unwrapped());
    }

    private Rules.Option option(ConfigValue value) {
        ConfigObject option = object(value, "options");
        refuseOthers(option, Set.of("weight", "policy"));
        ConfigValue weight = option.get("weight");
        boolean whole = weight == null || weight.unwrapped() instanceof Integer || weight.unwrapped() instanceof Long;
        if (!whole) {
            throw bad(weight, "weight", "a whole number");
        }
        if (!option.containsKey("policy")) {
            throw bad(option, "options", "a policy in each option");
        }
        return new Rules.Option(weight == null ? 0 : ((Number) weight.unwrapped()).longValue(),
                rules(object(option.get("policy"), "policy"), "policy"));
    }

    private Rules base(ConfigValue value) {
        String name = text(value, "extends");
        ConfigObject policy = named.get(name);
        if (policy == null) {
            throw bad(value, "extends", "the name of one of the policies " + named.keySet());
        }
        return merged(name, policy);
    }

    private <T> List<T> list(ConfigObject policy, String path, String key, Function<ConfigValue, T> entry) {
        if (!policy.containsKey(key)) {
            return List.of();
        }
        return read(policy, path, key, value -> array(value, key).stream().map(entry).toList());
    }

    /** Adds the place to what is wrong. */
    private static <T> T read(ConfigObject policy, String path, String key, Function<ConfigValue, T> reader) {
        try {
            return reader.apply(policy.get(key));
        } catch (PlacedException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new PlacedException(place(policy.get(key)) + ", "
                    + (path.isEmpty() ? key : path + '.' + key) + ": " + e.getMessage(), e);
        }
    }

    private static void refuseOthers(ConfigObject object, Set<String> keys) {
        object.forEach((key, value) -> {
            if (!keys.contains(key)) {
                throw bad(value, key, "a key of " + keys.stream().sorted().toList());
            }
        });
    }

    private static ConfigObject object(ConfigValue value, String key) {
        if (value instanceof ConfigObject object) {
            return object;
        }
        throw bad(value, key, "an object { }");
    }

    private static ConfigList array(ConfigValue value, String key) {
        if (value instanceof ConfigList list) {
            return list;
        }
        throw bad(value, key, "a list [ ]");
    }

    private static String text(ConfigValue value, String key) {
        if (value.unwrapped() instanceof String text) {
            return text;
        }
        throw bad(value, key, "text");
    }

    private static String place(ConfigValue value) {
        return value.origin().description();
    }

    private static PlacedException bad(ConfigValue value, String key, String expected) {
        return new PlacedException(place(value) + (key.isEmpty() ? "" : ", " + key) + ": expected " + expected + ", found "
                + value.render(com.typesafe.config.ConfigRenderOptions.concise()), null);
    }

    /** An error that names its place already. */
    private static final class PlacedException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        PlacedException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
