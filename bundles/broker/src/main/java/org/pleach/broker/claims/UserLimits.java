package org.pleach.broker.claims;

import java.util.List;
import java.util.Locale;
import org.pleach.auth.Permissions;

/**
 * What a user may do and how much; also the template of a scoped signing key. Below 0: no bound.
 *
 * @param grants          subjects that are allowed and denied
 * @param subscriptions   of a connection
 * @param payload         bytes of headers and payload in a message
 * @param bearer          whether the token alone lets in, without a signature
 * @param connectionTypes in upper case: {@code STANDARD}, {@code WEBSOCKET}, ...; empty for all
 * @param sources         networks in CIDR notation that connections may come from; empty for all
 * @param times           of day in which connections may be made and live; empty for all
 * @param zone            where those are, or empty for the server's own
 * @param proxyRequired   whether connections have to come through a trusted proxy
 */
public record UserLimits(Grants grants, int subscriptions, int payload, boolean bearer, List<String> connectionTypes,
                         List<String> sources, List<TimeRange> times, String zone, boolean proxyRequired) {

    /**
     * Subjects as they stand in claims, templates perhaps.
     *
     * @param responses null if answers to requests are not allowed by themselves
     */
    public record Grants(List<String> publishAllow, List<String> publishDeny, List<String> subscribeAllow,
                         List<String> subscribeDeny, Permissions.Responses responses) {

        /** Null if nothing is said, so that somebody else's permissions count. */
        public Permissions permissions() {
            boolean nothing = publishAllow.isEmpty() && publishDeny.isEmpty() && subscribeAllow.isEmpty()
                    && subscribeDeny.isEmpty() && responses == null;
            return nothing ? null : new Permissions(publishAllow.isEmpty() ? null : publishAllow, publishDeny,
                    subscribeAllow, subscribeDeny, responses);
        }
    }

    /** Two times of day, {@code HH:mm:ss}; may reach over midnight. */
    public record TimeRange(String start, String end) { }

    /** @param unbounded what a bound is that is not there */
    static UserLimits of(Fields fields, long unbounded) throws ClaimsException {
        List<TimeRange> times = new java.util.ArrayList<>();
        for (Fields each : fields.objects("times")) {
            times.add(new TimeRange(each.text("start"), each.text("end")));
        }
        List<String> sources = fields.isText("src") ? List.of(fields.text("src").split(",")) : fields.texts("src");
        return new UserLimits(GrantsReader.of(fields), fields.bounded("subs", unbounded),
                fields.bounded("payload", unbounded), fields.flag("bearer_token"),
                fields.texts("allowed_connection_types").stream().map(each -> each.toUpperCase(Locale.ROOT)).toList(),
                sources.stream().map(String::strip).toList(), List.copyOf(times), fields.text("times_location"),
                fields.flag("proxy_required"));
    }

    /** The same with other subjects. */
    public UserLimits with(Grants changed) {
        return new UserLimits(changed, subscriptions, payload, bearer, connectionTypes, sources, times, zone,
                proxyRequired);
    }
}
