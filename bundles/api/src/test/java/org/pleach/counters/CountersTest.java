package org.pleach.counters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CountersTest {

    enum Fruit { APPLES, RIPE_PEARS }

    @Test
    void readsEveryCountUnderItsName() {
        Counters<Fruit> counters = new Counters<>("orchard", Fruit.class);
        counters.increment(Fruit.APPLES);
        counters.add(Fruit.RIPE_PEARS, 3);

        TreeMap<String, Long> read = new TreeMap<>();
        counters.read(read::put);

        assertThat(read).containsEntry("apples", 1L).containsEntry("ripe_pears", 3L).hasSize(2);
        assertThat(counters.get(Fruit.RIPE_PEARS)).isEqualTo(3);
        assertThat(counters.subsystem()).isEqualTo("orchard");
    }
}
