package org.pleach.transport;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pleach.path.IsdAs;

/** Reads the text forms listed at {@link Endpoint}. {@code java.net.URI} refuses SCION hosts, hence by hand. */
final class EndpointParser {

    private static final String EXPECTED =
            "expected PORT, HOST:PORT, SCHEME://HOST:PORT or a SCION address such as [18-ffaa:1:10bf,127.0.0.1]:4248";

    private final String text;

    private EndpointParser(String text) {
        this.text = text;
    }

    static Endpoint parse(String text) {
        return new EndpointParser(text.strip()).parse();
    }

    private Endpoint parse() {
        String rest = text;
        String scheme = "";
        int mark = rest.indexOf("://");
        if (mark >= 0) {
            scheme = rest.substring(0, mark);
            rest = rest.substring(mark + 3);
            if (!scheme.matches("[A-Za-z][A-Za-z0-9+.-]*")) {
                throw malformed("a bad scheme");
            }
        }
        int at = rest.lastIndexOf('@');
        String userInfo = null;
        if (at >= 0) {
            userInfo = rest.substring(0, at);
            rest = rest.substring(at + 1);
        }
        int question = rest.indexOf('?');
        Map<String, String> parameters = question < 0 ? Map.of() : parameters(rest.substring(question + 1));
        rest = question < 0 ? rest : rest.substring(0, question);
        int slash = rest.indexOf('/');
        if (slash >= 0) {
            rest = rest.substring(0, slash);
        }
        if (rest.isEmpty()) {
            throw malformed("no host");
        }
        if (mark < 0 && rest.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return new Endpoint(scheme, null, Endpoint.ANY_HOST, port(rest), userInfo, parameters);
        }
        return hostAndPort(scheme, userInfo, rest).withParameters(parameters);
    }

    private Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String part : query.split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals <= 0 || parameters.put(part.substring(0, equals), part.substring(equals + 1)) != null) {
                throw malformed("\"" + part + "\" behind the question mark, not one NAME=VALUE for each name");
            }
        }
        return parameters;
    }

    private Endpoint hostAndPort(String scheme, String userInfo, String rest) {
        int comma = rest.indexOf(',');
        if (rest.startsWith("[")) {
            int close = rest.lastIndexOf(']');
            if (close < 0) {
                throw malformed("an unclosed bracket");
            }
            String inside = rest.substring(1, close);
            int port = portAfter(rest.substring(close + 1));
            int inner = inside.indexOf(',');
            if (inner < 0) {
                return new Endpoint(scheme, null, checkedHost(inside), port, userInfo);
            }
            String host = inside.substring(inner + 1);
            if (host.startsWith("[") && host.endsWith("]")) {
                host = host.substring(1, host.length() - 1);
            }
            return new Endpoint(scheme, isdAs(inside.substring(0, inner)), checkedHost(host), port, userInfo);
        }
        IsdAs isdAs = comma < 0 ? null : isdAs(rest.substring(0, comma));
        String hostPort = rest.substring(comma + 1);
        if (hostPort.startsWith("[")) {
            int close = hostPort.indexOf(']');
            if (close < 0) {
                throw malformed("an unclosed bracket");
            }
            return new Endpoint(scheme, isdAs, checkedHost(hostPort.substring(1, close)),
                    portAfter(hostPort.substring(close + 1)), userInfo);
        }
        int colon = hostPort.indexOf(':');
        if (colon != hostPort.lastIndexOf(':')) {
            throw malformed("an IPv6 address without brackets or a SCION address without a comma");
        }
        if (colon < 0) {
            return new Endpoint(scheme, isdAs, checkedHost(hostPort), -1, userInfo);
        }
        String host = hostPort.substring(0, colon);
        return new Endpoint(scheme, isdAs, host.isEmpty() ? Endpoint.ANY_HOST : checkedHost(host),
                port(hostPort.substring(colon + 1)), userInfo);
    }

    private IsdAs isdAs(String part) {
        try {
            return IsdAs.parse(part);
        } catch (IllegalArgumentException e) {
            throw malformed(e.getMessage());
        }
    }

    private String checkedHost(String host) {
        if (host.isEmpty() || !host.matches("[A-Za-z0-9._:%*-]+")) {
            throw malformed("a bad host");
        }
        return host.equals("*") ? Endpoint.ANY_HOST : host;
    }

    private int portAfter(String rest) {
        if (rest.isEmpty()) {
            return -1;
        }
        if (!rest.startsWith(":")) {
            throw malformed("text after the bracket");
        }
        return port(rest.substring(1));
    }

    private int port(String digits) {
        try {
            int port = Integer.parseInt(digits);
            if (port == -1) {
                return 0;
            }
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // told below, in the one form that all refusals have
        }
        throw malformed("port \"" + digits + "\", not 0 to 65535");
    }

    private IllegalArgumentException malformed(String found) {
        String shown = text.substring(text.lastIndexOf('@') + 1);
        return new IllegalArgumentException("malformed address \"" + shown + "\": " + EXPECTED + ", found " + found);
    }
}
