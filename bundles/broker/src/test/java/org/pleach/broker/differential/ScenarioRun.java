package org.pleach.broker.differential;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pleach.broker.operator.Golden;

/** Runs a script against a server and takes down what each client gets after each step, in an order that does not vary. */
final class ScenarioRun {

    private final Scenario scenario;
    private final Peer peer;
    private final Map<String, ScriptedClient> clients = new LinkedHashMap<>();
    private final List<String> transcript = new ArrayList<>();

    ScenarioRun(Scenario scenario, Peer peer) {
        this.scenario = scenario;
        this.peer = peer;
    }

    String transcript() throws Exception {
        try {
            for (String line : scenario.script()) {
                step(line);
            }
        } finally {
            for (ScriptedClient client : clients.values()) {
                client.close();
            }
        }
        return String.join("\n", transcript);
    }

    private void step(String line) throws Exception {
        transcript.add("> " + line);
        if (line.equals("reload")) {
            peer.reload(scenario.reloaded());
        } else {
            String name = line.substring(0, line.indexOf(' '));
            ScriptedClient client = client(name);
            client.say(Golden.fill(line.substring(name.length() + 1)).replace("|", "\r\n"));
            takeDown(name, client);
        }
        for (Map.Entry<String, ScriptedClient> other : clients.entrySet()) {
            takeDown(other.getKey(), other.getValue());
        }
    }

    private ScriptedClient client(String name) throws IOException {
        ScriptedClient client = clients.get(name);
        if (client == null) {
            client = new ScriptedClient(peer.port());
            clients.put(name, client);
        }
        return client;
    }

    private void takeDown(String name, ScriptedClient client) throws IOException {
        for (String answer : client.answers()) {
            transcript.add(name + ' ' + answer);
        }
    }
}
