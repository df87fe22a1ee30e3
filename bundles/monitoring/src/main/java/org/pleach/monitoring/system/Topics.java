package org.pleach.monitoring.system;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.pleach.broker.Broker;
import org.pleach.monitoring.MonitoringOptions;
import org.pleach.monitoring.Sources;
import org.pleach.monitoring.page.AbsentFeatures;
import org.pleach.monitoring.page.AccountzPage;
import org.pleach.monitoring.page.AccstatzPage;
import org.pleach.monitoring.page.ConnzPage;
import org.pleach.monitoring.page.HealthzPage;
import org.pleach.monitoring.page.Page;
import org.pleach.monitoring.page.RequestCounts;
import org.pleach.monitoring.page.RoutezPage;
import org.pleach.monitoring.page.SubszPage;
import org.pleach.monitoring.page.VarzPage;

/** Finds what a subject asks for: nats-server's subjects. */
final class Topics {

    private static final String SERVER = "$SYS.REQ.SERVER.";
    private static final String ACCOUNT = "$SYS.REQ.ACCOUNT.";
    private static final String STATSZ = "STATSZ";

    private final String id;
    private final Map<String, Topic> ofServer = new LinkedHashMap<>();
    private final Map<String, Page> ofAccount = new LinkedHashMap<>();
    private final Topic accountStatistics;

    Topics(Sources sources, Supplier<MonitoringOptions> http, Statsz statsz) {
        Broker broker = sources.broker();
        id = broker.identity().id();
        AccountzPage accounts = new AccountzPage(broker);
        SubszPage subscriptions = new SubszPage(broker);
        ConnzPage connections = new ConnzPage(broker);
        ofServer.put(STATSZ, new Topic((query, out) -> {
            statsz.write(out);
            return 200;
        }, "statsz", Map.of()));
        put("VARZ", new VarzPage(sources, http, new RequestCounts(List.of())));
        put("CONNZ", connections);
        put("SUBSZ", subscriptions);
        put("ROUTEZ", new RoutezPage(sources));
        put("HEALTHZ", new HealthzPage(broker, true));
        put("ACCOUNTZ", accounts);
        put("LEAFZ", AbsentFeatures.leafnodes(broker));
        put("GATEWAYZ", AbsentFeatures.gateways(broker));
        put("JSZ", AbsentFeatures.jetStream(broker));
        ofAccount.put("CONNZ", connections);
        ofAccount.put("INFO", accounts::info);
        ofAccount.put("SUBSZ", subscriptions);
        accountStatistics = Topic.of(new AccstatzPage(broker));
    }

    private void put(String name, Page page) {
        ofServer.put(name, Topic.of(page));
    }

    /** The subjects to subscribe to. */
    List<String> subjects() {
        List<String> subjects = new ArrayList<>();
        subjects.add(SERVER + "PING");
        subjects.add(SERVER + "PING.IDZ");
        subjects.add(SERVER + id + ".IDZ");
        for (String name : ofServer.keySet()) {
            subjects.add(SERVER + "PING." + name);
            subjects.add(SERVER + id + '.' + name);
        }
        ofAccount.keySet().forEach(name -> subjects.add(ACCOUNT + "*." + name));
        subjects.add(ACCOUNT + "PING.STATZ");
        return subjects;
    }

    /** Whether the subject asks for nothing but who is there. */
    static boolean isIdentity(String subject) {
        return subject.endsWith(".IDZ");
    }

    /** What a subject that {@link #subjects} has matched asks for. */
    Topic of(String subject) {
        if (subject.equals(SERVER + "PING")) {
            return ofServer.get(STATSZ);
        }
        int last = subject.lastIndexOf('.');
        String name = subject.substring(last + 1);
        if (subject.startsWith(SERVER)) {
            return ofServer.get(name);
        }
        String account = subject.substring(ACCOUNT.length(), last);
        return name.equals("STATZ") ? accountStatistics : new Topic(ofAccount.get(name), "data",
                name.equals("SUBSZ") ? Map.of("acc", account, "subs", "1") : Map.of("acc", account));
    }
}
