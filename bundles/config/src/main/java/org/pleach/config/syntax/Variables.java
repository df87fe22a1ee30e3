package org.pleach.config.syntax;

import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.pleach.config.ConfigRefusedException;
import org.pleach.config.tree.Node;
import org.pleach.config.tree.Place;
import org.pleach.config.tree.Scalar;

/**
 * What {@code $NAME} stands for: a key set before in the same block or one around it, else an environment variable,
 * whose text is read as a value of the file would be.
 */
final class Variables {

    private static final String KEY = "value";

    private final UnaryOperator<String> environment;
    private final Set<String> beingRead = new HashSet<>();

    /** @param environment gives the value of an environment variable, or null */
    Variables(UnaryOperator<String> environment) {
        this.environment = environment;
    }

    /**
     * The value of a reference.
     *
     * @param name without the dollar sign
     */
    Node value(String name, Scope scope, Place place) throws ConfigRefusedException {
        if (isBcrypt(name)) {
            return new Scalar('$' + name, '$' + name, place);
        }
        Node known = scope.variable(name);
        return known != null ? at(place, known) : fromEnvironment(name, place);
    }

    /** Hashes such as {@code $2a$11$...} need no quotes: nats-server knows {@code $2a$}; the others mean the same. */
    private static boolean isBcrypt(String name) {
        return name.length() > 2 && name.charAt(0) == '2' && "abxy".indexOf(name.charAt(1)) >= 0
                && name.charAt(2) == '$';
    }

    private Node fromEnvironment(String name, Place place) throws ConfigRefusedException {
        String text = name.isEmpty() ? null : environment.apply(name);
        if (text == null) {
            throw Source.refusal(place, "expected a variable that is set before this line, or in the environment, found $"
                    + name);
        }
        if (text.isBlank()) {
            return new Scalar("", "", place);
        }
        if (!beingRead.add(name)) {
            throw Source.refusal(place, "environment variable " + name + " refers to itself");
        }
        try {
            Scope scope = new Scope(null, place);
            new NatsParser(new Source("environment variable " + name, KEY + '=' + text), this, null).readInto(scope);
            return at(place, scope.block().value(KEY));
        } catch (ConfigRefusedException e) {
            // What is wrong may quote the variable, and the variable may be a secret: the name has to do.
            throw Source.refusal(place, "expected the environment variable " + name
                    + " to hold a value as this file could; text with blanks or other special characters needs quotes");
        } finally {
            beingRead.remove(name);
        }
    }

    private static Node at(Place place, Node node) {
        return node instanceof Scalar scalar ? scalar.at(place) : node;
    }
}
