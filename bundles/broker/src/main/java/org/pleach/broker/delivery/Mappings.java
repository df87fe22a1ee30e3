package org.pleach.broker.delivery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.pleach.broker.AccountOptions.Destination;
import org.pleach.broker.AccountOptions.Mapping;
import org.pleach.broker.Message;
import org.pleach.routing.SubjectTransform;

/** An account's subject mappings. Immutable; any thread; makes no object per message. */
public final class Mappings {

    /** @param upTo the sum of the shares up to and with this one, per cent */
    private record Share(SubjectTransform transform, int upTo) { }

    private record Entry(SubjectTransform first, Share[] shares) { }

    private final Entry[] entries;

    private Mappings(Entry[] entries) {
        this.entries = entries;
    }

    /**
     * Those that count on servers of a cluster; null if there are none.
     *
     * @param cluster the cluster's name or null
     */
    static Mappings of(List<Mapping> mappings, String cluster) {
        Entry[] entries = mappings.stream().map(mapping -> entry(mapping, cluster)).toArray(Entry[]::new);
        return entries.length == 0 ? null : new Mappings(entries);
    }

    private static Entry entry(Mapping mapping, String cluster) {
        List<Destination> counting = mapping.to().stream().filter(each -> each.cluster() != null
                && each.cluster().equals(cluster)).toList();
        if (counting.isEmpty()) {
            counting = mapping.to().stream().filter(each -> each.cluster() == null).toList();
        }
        List<Destination> all = new ArrayList<>(counting);
        int sum = counting.stream().mapToInt(Destination::weight).sum();
        // Whoever names the source among the destinations wants the rest to be lost.
        if (sum < 100 && mapping.to().stream().noneMatch(each -> each.subject().equals(mapping.source()))) {
            all.add(new Destination(itself(mapping.source()), 100 - sum, cluster));
        }
        all.sort(Comparator.comparingInt(Destination::weight));
        List<Share> shares = new ArrayList<>();
        int upTo = 0;
        for (Destination each : all) {
            upTo += each.weight();
            shares.add(new Share(SubjectTransform.of(mapping.source(), each.subject()), upTo));
        }
        return new Entry(SubjectTransform.of(mapping.source(), itself(mapping.source())), shares.toArray(Share[]::new));
    }

    /** The destination that leaves a subject as it is: {@code a.$1} of {@code a.*}. */
    private static String itself(String source) {
        StringBuilder destination = new StringBuilder();
        int wildcards = 0;
        for (String token : source.split("\\.")) {
            destination.append(destination.isEmpty() ? "" : ".").append(token.equals("*") ? "$" + ++wildcards : token);
        }
        return destination.toString();
    }

    /** Gives the message the subject that its own becomes, if there is one; an empty one if it is to be lost. */
    public void map(Message message, IntUnaryOperator random) {
        for (Entry entry : entries) {
            if (entry.first.matches(message.names(), 0, message.subjectLength())) {
                SubjectTransform chosen = choose(entry.shares, random);
                message.transformSubject(chosen, random);
                return;
            }
        }
    }

    private static SubjectTransform choose(Share[] shares, IntUnaryOperator random) {
        if (shares.length == 1 && shares[0].upTo == 100) {
            return shares[0].transform;
        }
        int at = random.applyAsInt(100);
        for (Share share : shares) {
            if (at < share.upTo) {
                return share.transform;
            }
        }
        return null;
    }
}
