package org.pleach.broker;

import com.typesafe.config.ConfigFactory;
import org.pleach.broker.server.BrokerServer;
import org.pleach.network.NativeNetwork;
import org.pleach.transport.tcp.TcpTransport;

/** Runs a server until it is killed, to look at it by hand: {@code ManualServer 'port: 4333' [event loops]}. */
final class ManualServer {

    private ManualServer() { }

    public static void main(String[] args) throws InterruptedException {
        int eventLoops = args.length > 1 ? Integer.parseInt(args[1]) : NativeNetwork.defaultEventLoops();
        try (NativeNetwork network = NativeNetwork.open(eventLoops, "pleach");
                TcpTransport tcp = new TcpTransport(network);
                BrokerServer server = BrokerServer.builder().network(network).transport(tcp)
                        .options(BrokerOptions.from(ConfigFactory.parseString(args[0]))).start()) {
            Thread.currentThread().join();
        }
    }
}
