package org.example.pleach.embedded;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.pleach.embedded.Pleach;

/** A program that brings its own server: other programs may connect to it as to any NATS server. */
public final class Main {

    private Main() { }

    /** Orders something and prints the answer. */
    public static void main(String[] arguments) throws Exception {
        try (Pleach server = Pleach.builder().port(0).settings("server_name = embedded").start();
             Connection nats = Nats.connect(server.clientUrl())) {
            new Orders(nats);
            Message answer = nats.request("orders.new", new byte[0], Duration.ofSeconds(5));
            System.out.println(new String(answer.getData(), StandardCharsets.UTF_8) + " from " + server.clientUrl());
        }
    }
}
