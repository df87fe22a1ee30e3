package org.pleach.broker.differential;

import io.nats.client.NKey;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that says what it is told to, and knows when the server has said all there is to say. */
final class ScriptedClient implements AutoCloseable {

    private static final Pattern SHOWN_OF_INFO = Pattern.compile("\"(?:auth_required|max_payload)\":[^,}]+");
    private static final Pattern NONCE = Pattern.compile("\"nonce\":\"([^\"]+)\"");
    private static final Pattern SIGNED = Pattern.compile("\\$SIG\\((S[A-Z2-7]+)\\)");
    /** Replies to imported services are made up. */
    private static final Pattern RANDOM = Pattern.compile("_R_\\.[^ |]+");

    private final Socket socket = new Socket();
    private final InputStream in;
    private boolean connected;
    private boolean closed;
    private boolean asked;
    private String lastReply = "";
    /** INFO, if it was read to sign its nonce. */
    private String early;

    ScriptedClient(int port) throws IOException {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * Sends lines, {@code $R} standing for the last made-up reply subject it got, {@code $SIG(SEED)} for a signature over the
     * nonce; with CONNECT, or {@code !} in front, the server's answers are waited for.
     */
    void say(String lines) throws IOException {
        boolean told = lines.startsWith("!");
        String text = (told ? lines.substring(1) : lines).replace("$R", lastReply);
        text = signed(text);
        connected |= told || text.startsWith("CONNECT");
        send(text + "\r\n" + (connected ? "PING\r\n" : ""));
        asked = connected;
    }

    private String signed(String text) throws IOException {
        Matcher by = SIGNED.matcher(text);
        if (!by.find()) {
            return text;
        }
        early = line();
        Matcher nonce = NONCE.matcher(early);
        if (!nonce.find()) {
            throw new IOException("expected a nonce, got " + early);
        }
        try {
            byte[] signature = NKey.fromSeed(by.group(1).toCharArray()).sign(nonce.group(1).getBytes(StandardCharsets.US_ASCII));
            return by.replaceAll(Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private void send(String text) throws IOException {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            if (!closed) {
                // What the server said before it closed is still to be read.
                asked = true;
            }
        }
    }

    /** What has come since the last call, messages in order of their text. */
    List<String> answers() throws IOException {
        List<String> all = new ArrayList<>();
        if (closed || !connected) {
            return all;
        }
        if (!asked) {
            send("PING\r\n");
        }
        asked = false;
        if (early != null) {
            add(early, all);
            early = null;
        }
        try {
            for (String line = line(); line != null && !line.equals("PONG"); line = line()) {
                add(line, all);
            }
        } catch (java.net.SocketException e) {
            closed = true;
        }
        List<String> messages = all.stream().filter(ScriptedClient::isMessage).sorted().toList();
        List<String> answers = new ArrayList<>(all.stream().filter(line -> !isMessage(line)).toList());
        answers.addAll(messages);
        if (closed) {
            answers.add("<closed>");
        }
        return answers;
    }

    private static boolean isMessage(String line) {
        return line.startsWith("MSG") || line.startsWith("HMSG");
    }

    private void add(String line, List<String> all) throws IOException {
        if (line.startsWith("INFO")) {
            StringBuilder info = new StringBuilder("INFO");
            Matcher shown = SHOWN_OF_INFO.matcher(line);
            while (shown.find()) {
                info.append(' ').append(shown.group());
            }
            all.add(NONCE.matcher(line).find() ? info + " nonce" : info.toString());
        } else if (isMessage(line)) {
            String[] parts = line.split(" ");
            byte[] body = in.readNBytes(Integer.parseInt(parts[parts.length - 1]) + 2);
            String text = line + '|' + new String(body, StandardCharsets.ISO_8859_1).stripTrailing().replace("\r\n", "|");
            Matcher random = RANDOM.matcher(text);
            if (random.find()) {
                lastReply = random.group();
            }
            all.add(random.replaceAll("_R_.*"));
        } else if (!line.equals("PING")) {
            all.add(line);
        }
    }

    /** The next line, or null if there is none any more. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                closed = true;
                return null;
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
