package org.pleach.broker;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.pleach.broker.AccountOptions.Export;
import org.pleach.broker.AccountOptions.Import;
import org.pleach.broker.AccountOptions.Responses;

/** Reads what accounts export and import. */
final class ExportsReader {

    private static final Duration THRESHOLD = Duration.ofMinutes(2);

    private ExportsReader() { }

    static List<Export> exports(Settings account) {
        return account.blocks("exports").stream().map(ExportsReader::export).toList();
    }

    private static Export export(Settings one) {
        boolean service = one.has("service");
        List<String> accounts = one.texts("accounts");
        return new Export(service, one.text(service ? "service" : "stream"),
                accounts == null || accounts.isEmpty() ? null : Set.copyOf(accounts), responses(one.text("response_type")),
                one.has("threshold") ? one.duration("threshold", Duration.ofMillis(1)) : THRESHOLD);
    }

    private static Responses responses(String type) {
        String word = type == null ? "" : type.toLowerCase(Locale.ROOT);
        return word.startsWith("stream") ? Responses.STREAMED
                : word.startsWith("chunk") ? Responses.CHUNKED : Responses.SINGLETON;
    }

    static List<Import> imports(Settings account) {
        return account.blocks("imports").stream().map(ExportsReader::imported).toList();
    }

    private static Import imported(Settings one) {
        boolean service = one.has("service");
        Settings from = one.block(service ? "service" : "stream");
        String subject = from.text("subject");
        String to = one.has("to") ? one.text("to") : subject;
        if (one.has("prefix")) {
            String prefix = one.text("prefix");
            to = prefix + (prefix.endsWith(".") ? "" : ".") + subject;
        }
        return new Import(service, from.text("account"), subject, to);
    }
}
