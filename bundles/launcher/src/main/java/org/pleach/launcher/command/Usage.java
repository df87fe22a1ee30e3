package org.pleach.launcher.command;

/** What {@code --help} prints. */
public final class Usage {

    private static final String TEXT = """

            Usage: pleach [options]

            Server Options:
                -a, --addr, --net <host>         Local address to listen on (0.0.0.0)
                -p, --port <port>                Port for clients (4222); -1 takes any free one
                -n, --name
                    --server_name <name>         Name of this server (its ID)
                -c, --config <file>              Configuration, in nats-server's format or HOCON
                -t                               Check the configuration and exit
                    --strict                     Refuse a configuration that asks for what is not supported yet
                -P, --pid <file>                 Write the process ID to this file
                -m, --http_port <port>           Port for monitoring over HTTP
                -ms,--https_port <port>          Port for monitoring over HTTPS
                    --client_advertise <addr>    Address that clients and servers are told to use for clients
                -sl,--signal <signal>[=<pid>]    Signal a running server: ldm, stop, quit, term, reopen or reload;
                                                 <pid> is a process ID or a file with one
                    --console                    Open the Gogo shell on standard input

            SCION Options:
                    --scion                      Speak SCION beside TCP, on the same port numbers

            Logging Options:
                -l, --log <file>                 Log to this file and not to standard error
                -T, --logtime[=<bool>]           Begin each line with the time (true)
                    --logtime_utc                Times in UTC
                -D, --debug                      Log debugging messages
                -V, --trace                      Log the protocol
                -VV                              Log the protocol, of the system account too
                -DV                              -D and -V
                -DVV                             -D and -VV

            Authorization Options:
                    --user <user>                User name that clients must show
                    --pass <password>            Password that clients must show
                    --auth <token>               Token that clients must show

            TLS Options:
                    --tls                        Speak TLS to clients
                    --tlscert <file>             Certificate of this server
                    --tlskey <file>              Its private key
                    --tlsverify                  Ask clients for certificates and verify them
                    --tlscacert <file>           Certificates of the authorities for that

            Cluster Options:
                    --cluster <url>              Where to listen for routes, such as nats://0.0.0.0:6222
                    --cluster_listen <url>       The same
                    --cluster_name <name>        Name of the cluster
                    --routes <url, ...>          Servers to connect to
                    --cluster_advertise <addr>   Address that other servers are told to use for routes
                    --no_advertise               Do not tell clients of the other servers
                    --connect_retries <number>   Tries for routes that were learnt from others

            Common Options:
                -h, --help                       Print this
                -v, --version                    Print the version
            """;

    private Usage() { }

    /** The text. */
    public static String text() {
        return TEXT;
    }
}
