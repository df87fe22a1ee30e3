package org.pleach.broker.auth;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.pleach.routing.Match;
import org.pleach.routing.MatchCache;
import org.pleach.routing.Sublist;
import org.pleach.routing.Subjects;

/**
 * Which subjects a connection may publish to. Few patterns are compared one by one; of many a trie is made, and of its answers
 * a bounded number is remembered. Belongs to the connection's event loop, but for {@link #allowsSlowly}.
 */
final class PublishRights {

    private static final int MOST_COMPARED = 16;
    private static final int REMEMBERED = 1024;

    private final SubjectPatterns allow;
    private final SubjectPatterns deny;
    private final MatchCache<Boolean> many;

    /** @param allowed null for everything */
    PublishRights(List<String> allowed, List<String> denied) {
        allow = allowed == null ? null : new SubjectPatterns(allowed);
        deny = new SubjectPatterns(denied);
        many = (allowed == null ? 0 : allowed.size()) + denied.size() > MOST_COMPARED ? trie(allowed, denied) : null;
    }

    private static MatchCache<Boolean> trie(List<String> allowed, List<String> denied) {
        Sublist<Boolean> all = new Sublist<>();
        for (String subject : allowed == null ? List.<String>of() : allowed) {
            insert(all, subject, Boolean.TRUE);
        }
        denied.forEach(subject -> insert(all, subject, Boolean.FALSE));
        return all.newCache(REMEMBERED);
    }

    private static void insert(Sublist<Boolean> all, String subject, Boolean right) {
        byte[] bytes = subject.getBytes(StandardCharsets.UTF_8);
        if (Subjects.isValid(bytes)) {
            all.insert(bytes, null, right);
        }
    }

    boolean allows(byte[] names, int length) {
        return many == null ? allowsSlowly(names, 0, length) : ask(names, length);
    }

    /** The same without the memory. Any thread. */
    boolean allowsSlowly(byte[] names, int offset, int length) {
        return (allow == null || allow.matches(names, offset, length)) && !deny.matches(names, offset, length);
    }

    private boolean ask(byte[] names, int length) {
        Match<Boolean> found = many.match(names, 0, length);
        boolean allowed = allow == null;
        for (int i = 0; i < found.plainCount(); i++) {
            if (!found.plain(i)) {
                return false;
            }
            allowed = true;
        }
        return allowed;
    }
}
