package org.pleach.broker;

import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.List;
import org.pleach.auth.Permissions;
import org.pleach.auth.Permissions.Responses;

/** Reads a {@code permissions} block. */
final class PermissionsReader {

    private PermissionsReader() { }

    /** The permissions at {@code key}, or null if there are none. */
    static Permissions read(Settings settings, String key) {
        Settings block = settings.block(key);
        if (block == null) {
            return null;
        }
        return new Permissions(allowed(block, "publish"), denied(block, "publish"), allowed(block, "subscribe"),
                denied(block, "subscribe"), responses(block));
    }

    /** As in nats-server an empty list is no list: it allows everything. */
    private static List<String> allowed(Settings block, String key) {
        List<String> subjects = block.texts(isBlock(block, key) ? key + ".allow" : key);
        return subjects == null || subjects.isEmpty() ? null : subjects;
    }

    private static List<String> denied(Settings block, String key) {
        return isBlock(block, key) ? block.texts(key + ".deny") : null;
    }

    private static boolean isBlock(Settings block, String key) {
        return block.type(key) == ConfigValueType.OBJECT;
    }

    private static Responses responses(Settings block) {
        if (!block.has("allow_responses")) {
            return null;
        }
        if (!isBlock(block, "allow_responses")) {
            return block.flag("allow_responses") ? Responses.DEFAULT : null;
        }
        Settings inner = block.block("allow_responses");
        int most = inner.has("max") ? inner.whole("max", Integer.MIN_VALUE, Integer.MAX_VALUE) : 0;
        Duration expires = inner.has("expires") ? inner.duration("expires", Duration.ofDays(-36500)) : Duration.ZERO;
        return new Responses(most == 0 ? Responses.DEFAULT.maxMessages() : most,
                expires.isZero() ? Responses.DEFAULT.expires() : expires);
    }
}
