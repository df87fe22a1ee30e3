package org.pleach.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pleach.config.tree.Block;
import org.pleach.config.tree.Member;
import org.pleach.config.tree.Node;
import org.pleach.config.tree.Place;
import org.pleach.config.tree.Scalar;
import org.pleach.config.tree.Sequence;

/** Makes a typesafe {@code Config} of a checked tree; its origins carry file and line. */
final class ConfigTree {

    private ConfigTree() { }

    static Config config(Block root, Path file) {
        Config config = ((ConfigObject) value(root)).toConfig();
        return file == null ? config : config.withValue(PleachConfig.CONFIG_FILE,
                ConfigValueFactory.fromAnyRef(file.toString(), "configuration file"));
    }

    private static ConfigValue value(Node node) {
        ConfigValue value;
        if (node instanceof Block block) {
            Map<String, ConfigValue> members = new LinkedHashMap<>();
            for (Member member : block.members()) {
                members.put(member.key(), value(member.value()));
            }
            value = ConfigValueFactory.fromMap(members);
        } else if (node instanceof Sequence sequence) {
            List<ConfigValue> items = sequence.items().stream().map(ConfigTree::value).toList();
            value = ConfigValueFactory.fromIterable(items);
        } else {
            Object plain = ((Scalar) node).value();
            boolean known = plain instanceof Number || plain instanceof Boolean;
            value = ConfigValueFactory.fromAnyRef(known ? plain : plain.toString());
        }
        return value.withOrigin(origin(node.place()));
    }

    private static ConfigOrigin origin(Place place) {
        ConfigOrigin origin = ConfigOriginFactory.newSimple(place.source());
        return place.line() > 0 ? origin.withLineNumber(place.line()) : origin;
    }
}
