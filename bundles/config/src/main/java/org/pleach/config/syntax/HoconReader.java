package org.pleach.config.syntax;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.pleach.config.ConfigProblem;
import org.pleach.config.ConfigRefusedException;
import org.pleach.config.tree.Block;
import org.pleach.config.tree.Member;
import org.pleach.config.tree.Node;
import org.pleach.config.tree.Place;
import org.pleach.config.tree.Scalar;
import org.pleach.config.tree.Sequence;

/** Reads HOCON and JSON by means of typesafe config into the same tree. Substitutions fall back to the environment. */
final class HoconReader {

    private final ConfigFiles files;

    HoconReader(ConfigFiles files) {
        this.files = files;
    }

    Block read(Path file, Place mentioned) throws ConfigRefusedException {
        boolean json = file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
        return files.with(file, mentioned, text -> parse(text, file.toString(), file,
                json ? ConfigSyntax.JSON : ConfigSyntax.CONF));
    }

    /** Reads a text that is no file and may include none. */
    Block read(String text, String name) throws ConfigRefusedException {
        return parse(text, name, null, ConfigSyntax.CONF);
    }

    private Block parse(String text, String name, Path file, ConfigSyntax syntax) throws ConfigRefusedException {
        checkDepth(text, name);
        ConfigParseOptions options = ConfigParseOptions.defaults()
                .setSyntax(syntax).setOriginDescription(name).setAllowMissing(false)
                .setIncluder(new HoconIncluder(files, file));
        try {
            Config config = ConfigFactory.parseString(text, options).resolve();
            return (Block) node(config.root(),
                    value -> file == null ? Place.of(name) : place(value, name));
        } catch (HoconIncluder.RefusedInclude e) {
            throw e.reason();
        } catch (ConfigException e) {
            throw new ConfigRefusedException(problem(e, name));
        }
    }

    /** typesafe config reads recursively, so nesting is bounded beforehand. Brackets in quotes are counted too. */
    static void checkDepth(String text, String name) throws ConfigRefusedException {
        int depth = 0;
        int line = 1;
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '\n' -> line++;
                case '{', '[', '(' -> depth++;
                case '}', ']', ')' -> depth--;
                default -> { }
            }
            if (depth > NatsParser.DEEPEST) {
                throw Source.refusal(new Place(name, line, 0),
                        "expected at most " + NatsParser.DEEPEST + " levels of blocks and lists");
            }
        }
    }

    private static ConfigProblem problem(ConfigException e, String name) {
        ConfigOrigin origin = e.origin();
        String message = e.getMessage();
        if (origin == null) {
            return new ConfigProblem(name, 0, 0, message);
        }
        String prefix = origin.description() + ": ";
        return new ConfigProblem(source(origin, name), Math.max(0, origin.lineNumber()), 0,
                message.startsWith(prefix) ? message.substring(prefix.length()) : message);
    }

    private static String source(ConfigOrigin origin, String name) {
        String description = origin.description();
        String line = ": " + origin.lineNumber();
        if (origin.lineNumber() > 0 && description.endsWith(line)) {
            return description.substring(0, description.length() - line.length());
        }
        return description.isEmpty() ? name : description;
    }

    private static Node node(ConfigValue value, Function<ConfigValue, Place> places) {
        Place place = places.apply(value);
        return switch (value.valueType()) {
            case OBJECT -> {
                List<Member> members = new ArrayList<>();
                for (Map.Entry<String, ConfigValue> entry : ((ConfigObject) value).entrySet()) {
                    Node node = node(entry.getValue(), places);
                    if (node != null) {
                        members.add(new Member(entry.getKey(), places.apply(entry.getValue()), node, false));
                    }
                }
                members.sort((a, b) -> Integer.compare(a.place().line(), b.place().line()));
                yield new Block(members, place);
            }
            case LIST -> {
                List<Node> items = new ArrayList<>();
                for (ConfigValue item : (ConfigList) value) {
                    Node node = node(item, places);
                    if (node != null) {
                        items.add(node);
                    }
                }
                yield new Sequence(items, place);
            }
            case NUMBER -> {
                Number number = (Number) value.unwrapped();
                Object same = number instanceof Double ? number : (Object) number.longValue();
                yield new Scalar(same, String.valueOf(same), place);
            }
            case BOOLEAN, STRING -> new Scalar(value.unwrapped(), String.valueOf(value.unwrapped()), place);
            case NULL -> null;
        };
    }

    private static Place place(ConfigValue value, String name) {
        return new Place(source(value.origin(), name), Math.max(0, value.origin().lineNumber()), 0);
    }
}
