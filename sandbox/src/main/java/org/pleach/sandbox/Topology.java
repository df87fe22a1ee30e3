package org.pleach.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.pleach.path.IsdAs;

/**
 * A SCION network to be: its ASes and the links between them. Immutable. docs/sandbox.md describes the file format.
 *
 * @param name     where it came from, for messages
 * @param emulates whether links and ASes delay, lose and limit packets as they are described, or only announce it
 * @param portFrom first UDP port of hosts as the daemons announce it
 * @param portTo   last UDP port of hosts as the daemons announce it
 * @param ases     the ASes, in the order of the file
 * @param links    the links, in the order of the file
 */
public record Topology(String name, boolean emulates, int portFrom, int portTo, List<AsSpec> ases,
        List<LinkSpec> links) {

    private static final String SUFFIX = ".conf";

    /** Copies the lists; none may be null. */
    public Topology {
        ases = List.copyOf(ases);
        links = List.copyOf(links);
    }

    /**
     * Reads a HOCON file.
     *
     * @throws TopologyException saying file, line, what was expected and what came
     */
    public static Topology load(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new TopologyException(file + ": cannot be read: " + e, e);
        }
    }

    /**
     * Reads HOCON text.
     *
     * @param origin what to call it in messages
     * @throws TopologyException saying origin, line, what was expected and what came
     */
    public static Topology parse(String text, String origin) {
        return TopologyReader.read(text, origin);
    }

    /**
     * A topology that comes with the sandbox: {@code demo} (two leaf ASes 18-ffaa:1:10bf and 18-ffaa:1:10a0 with five
     * paths between them) or {@code golden} (four ASes on fixed addresses, with known keys, whose links only announce).
     *
     * @throws TopologyException if there is none of that name
     */
    public static Topology builtIn(String name) {
        try (InputStream in = Topology.class.getResourceAsStream(name + SUFFIX)) {
            if (in == null) {
                throw new TopologyException("no built-in topology \"" + name + "\": expected demo or golden");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), name + SUFFIX);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The AS of that name.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public AsSpec as(IsdAs isdAs) {
        return ases.stream().filter(as -> as.isdAs().equals(isdAs)).findFirst().orElseThrow(
                () -> new IllegalArgumentException("no AS " + isdAs + " in " + name + ": expected one of "
                        + ases.stream().map(as -> as.isdAs().toString()).collect(Collectors.joining(", "))));
    }

    /**
     * The link of that name.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public LinkSpec link(String linkName) {
        return links.stream().filter(link -> link.name().equals(linkName)).findFirst().orElseThrow(
                () -> new IllegalArgumentException("no link " + linkName + " in " + name + ": expected one of "
                        + links.stream().map(LinkSpec::name).collect(Collectors.joining(", "))));
    }

    /** The links of an AS as it sees them, ordered by its interfaces. */
    public List<Attachment> attachments(IsdAs isdAs) {
        List<Attachment> found = new ArrayList<>();
        for (LinkSpec link : links) {
            if (link.a().isdAs().equals(isdAs)) {
                found.add(Attachment.of(link, link.a()));
            }
            if (link.b().isdAs().equals(isdAs)) {
                found.add(Attachment.of(link, link.b()));
            }
        }
        found.sort((x, y) -> Integer.compare(x.interfaceId(), y.interfaceId()));
        return found;
    }

    /** The same network with other ASes and ends, for instance with the addresses that were opened in truth. */
    Topology changed(UnaryOperator<AsSpec> asChange, UnaryOperator<LinkSpec.End> endChange) {
        return new Topology(name, emulates, portFrom, portTo, ases.stream().map(asChange).toList(),
                links.stream().map(link -> new LinkSpec(link.name(), link.kind(), endChange.apply(link.a()),
                        endChange.apply(link.b()), link.announced(), link.emulated())).toList());
    }

    /** The same network with another number for an interface. */
    Topology withInterface(LinkSpec.End renumbered, int number) {
        int old = renumbered.interfaceId();
        return changed(as -> as.isdAs().equals(renumbered.isdAs()) ? as.withInterface(old, number) : as,
                end -> end.equals(renumbered) ? end.withInterfaceId(number) : end);
    }

    /** The same network on the same IP addresses, but every socket on any free port. */
    public Topology onFreePorts() {
        return changed(as -> as.withAddresses(free(as.router()), free(as.daemon())), Topology::free);
    }

    private static LinkSpec.End free(LinkSpec.End end) {
        return end.withAddress(free(end.address()));
    }

    private static InetSocketAddress free(InetSocketAddress address) {
        return new InetSocketAddress(address.getAddress(), 0);
    }
}
