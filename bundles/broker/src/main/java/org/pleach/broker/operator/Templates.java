package org.pleach.broker.operator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pleach.broker.claims.AccountClaims;
import org.pleach.broker.claims.ClaimsException;
import org.pleach.broker.claims.UserClaims;
import org.pleach.broker.claims.UserLimits;
import org.pleach.broker.claims.UserLimits.Grants;
import org.pleach.routing.Subjects;

/**
 * Fills in the subjects of a scoped signing key for one of its users: <code>{{name()}}</code>, <code>{{subject()}}</code>,
 * <code>{{account-name()}}</code>, <code>{{account-subject()}}</code>, <code>{{tag(x)}}</code> and
 * <code>{{account-tag(x)}}</code>. A tag that comes several times makes several subjects.
 */
final class Templates {

    /** Subjects that may come of one list, as in nats-server. */
    private static final int MOST = 4096;
    private static final Pattern BRACES = Pattern.compile("\\{\\{([^}]+)}}");
    private static final Pattern TAG = Pattern.compile("(?i)(tag|account-tag)\\((.*)\\)");

    private final UserClaims user;
    private final AccountClaims account;

    private Templates(UserClaims user, AccountClaims account) {
        this.user = user;
        this.account = account;
    }

    /**
     * The template's limits for a user.
     *
     * @throws ClaimsException if what is denied cannot be told, or a function is not known
     */
    static UserLimits fill(UserLimits template, UserClaims user, AccountClaims account) throws ClaimsException {
        Templates templates = new Templates(user, account);
        Grants grants = template.grants();
        List<String> subscribe = templates.fill(grants.subscribeAllow(), false);
        List<String> noSubscribe = templates.fill(grants.subscribeDeny(), true);
        List<String> publish = templates.fill(grants.publishAllow(), false);
        List<String> noPublish = templates.fill(grants.publishDeny(), true);
        return template.with(new Grants(publish, unlessEmptied(grants.publishAllow(), publish, noPublish), subscribe,
                unlessEmptied(grants.subscribeAllow(), subscribe, noSubscribe), grants.responses()));
    }

    /** An empty list allows everything: if a list has become empty, nothing must be allowed. */
    private static List<String> unlessEmptied(List<String> before, List<String> allowed, List<String> denied) {
        if (before.isEmpty() || !allowed.isEmpty()) {
            return denied;
        }
        List<String> all = new ArrayList<>(denied);
        all.add(">");
        return all;
    }

    private List<String> fill(List<String> subjects, boolean denied) throws ClaimsException {
        if (subjects.stream().noneMatch(each -> BRACES.matcher(each).find())) {
            return subjects;
        }
        List<String> filled = new ArrayList<>();
        for (String subject : subjects) {
            for (String each : fill(subject, denied)) {
                if (Subjects.isValid(each.getBytes(StandardCharsets.UTF_8))) {
                    filled.add(each);
                } else if (denied) {
                    throw new ClaimsException("generated invalid subject");
                }
                if (filled.size() > MOST) {
                    throw new ClaimsException("template expansion exceeds limit: " + MOST);
                }
            }
        }
        return filled;
    }

    private List<String> fill(String subject, boolean denied) throws ClaimsException {
        List<String> made = List.of(subject);
        Matcher braces = BRACES.matcher(subject);
        while (braces.find()) {
            List<String> values = values(braces.group(1).strip(), denied);
            if ((long) made.size() * values.size() > MOST) {
                throw new ClaimsException("template expansion exceeds limit: " + MOST);
            }
            List<String> next = new ArrayList<>();
            for (String begun : made) {
                for (String value : values) {
                    next.add(begun.replace(braces.group(), value));
                }
            }
            made = next.stream().distinct().toList();
        }
        return made;
    }

    private List<String> values(String function, boolean denied) throws ClaimsException {
        Matcher tag = TAG.matcher(function);
        if (tag.matches()) {
            boolean ofAccount = tag.group(1).equalsIgnoreCase("account-tag");
            return tags(ofAccount ? account.head().tags() : user.head().tags(), tag.group(2), denied);
        }
        return List.of(switch (function.toLowerCase(Locale.ROOT)) {
            case "name()" -> user.head().name();
            case "subject()" -> user.head().subject();
            case "account-name()" -> account.head().name();
            case "account-subject()" -> user.issuerAccount();
            default -> throw new ClaimsException("template operation is not defined");
        });
    }

    private static List<String> tags(List<String> tags, String name, boolean denied) throws ClaimsException {
        String prefix = name.toLowerCase(Locale.ROOT) + ':';
        List<String> values = tags.stream().filter(each -> each.startsWith(prefix))
                .map(each -> each.substring(prefix.length())).toList();
        if (values.isEmpty() && denied) {
            throw new ClaimsException("template tag is not defined");
        }
        // A blank makes a subject that is none.
        return values.isEmpty() ? List.of(" ") : values;
    }
}
