package org.pleach.config.schema;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.pleach.auth.PublicNkey;

/** Operator mode. What is in the tokens is looked at by the broker. */
final class OperatorKeys {

    static final RuleType OPERATOR = new RuleType("a token of an operator, or a file with one", OperatorKeys::operator);
    static final RuleType OPERATOR_NKEY = new RuleType("the public nkey of an operator", PublicNkey::ofOperator);
    static final RuleType ACCOUNT_NKEY = new RuleType("the public nkey of an account", PublicNkey::ofAccount);
    static final RuleType RESOLVER = new RuleType("MEMORY", OperatorKeys::word);

    private static final String TOKEN_BEGIN = "eyJ";

    private OperatorKeys() { }

    private static void operator(String text) {
        try {
            if (!text.startsWith(TOKEN_BEGIN) && !Files.isReadable(Path.of(text))) {
                throw new IllegalArgumentException("expected a token of an operator, or a file with one that can be read; there "
                        + "is none at " + Path.of(text).toAbsolutePath());
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("expected a token of an operator, or a file with one", e);
        }
    }

    private static void word(String text) {
        if (!text.strip().matches("(?i)MEM|MEMORY")) {
            throw new IllegalArgumentException("expected MEMORY, others are not supported yet");
        }
    }
}
