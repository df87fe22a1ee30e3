package org.pleach.config.schema;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import org.pleach.auth.PublicNkey;
import org.pleach.config.tree.Scalar;

/** Operator mode. What is in the tokens is looked at by the broker. */
final class OperatorKeys {

    static final RuleType OPERATOR = new RuleType("a token of an operator, or a file with one", OperatorKeys::operator);
    static final RuleType OPERATOR_NKEY = new RuleType("the public nkey of an operator", PublicNkey::ofOperator);
    static final RuleType ACCOUNT_NKEY = new RuleType("the public nkey of an account", PublicNkey::ofAccount);
    static final EitherType RESOLVER = new EitherType(Scalar.class::isInstance,
            new RuleType("MEMORY or URL(...)", OperatorKeys::word), directory(), word -> word);
    /** Of HTTPS servers. */
    static final Section TLS = Section.builder()
            .key("cert_file", FileType.READABLE)
            .key("key_file", FileType.READABLE)
            .key("ca_file", FileType.READABLE)
            .rule(TlsKeys::checkPair)
            .build();

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

    private static Section directory() {
        return Section.builder()
                .key("type", ChoiceType.of("full", "cache", "mem", "memory"))
                .key("dir", TextType.ANY)
                .key("allow_delete", FlagType.FLAG)
                .key("hard_delete", FlagType.FLAG)
                .key("limit", WholeType.COUNT)
                .key("interval", new DurationType(Duration.ZERO, false))
                .key("timeout", new DurationType(Duration.ZERO, false))
                .key("ttl", new DurationType(Duration.ZERO, false))
                .build();
    }

    private static void word(String text) {
        if (!text.strip().matches("(?i)MEM|MEMORY|URL\\(\\s*\"?https?://[^\\s\"]+?\"?\\s*\\)")) {
            throw new IllegalArgumentException("expected MEMORY, or URL(...) with an address of an HTTP server");
        }
    }
}
