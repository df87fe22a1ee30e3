package org.pleach.routing;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;

/** Two or more subscribers, told apart by identity, in no order. Removal stays quick when there are many. */
final class Bag {

    private static final int INDEXED_FROM = 64;

    private Object[] items = new Object[2];
    private int size;
    private Map<Object, Integer> positions; // once there were many

    int size() {
        return size;
    }

    Object get(int i) {
        return items[i];
    }

    boolean contains(Object item) {
        return position(item) >= 0;
    }

    void add(Object item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, size + (size >> 1) + 1);
        }
        items[size] = item;
        if (positions != null) {
            positions.put(item, size);
        }
        size++;
        if (size == INDEXED_FROM && positions == null) {
            positions = new IdentityHashMap<>();
            for (int i = 0; i < size; i++) {
                positions.put(items[i], i);
            }
        }
    }

    boolean remove(Object item) {
        int at = position(item);
        if (at < 0) {
            return false;
        }
        size--;
        Object last = items[size];
        items[at] = last;
        items[size] = null;
        if (positions != null) {
            positions.put(last, at);
            positions.remove(item);
        }
        if (size < items.length >> 2) {
            items = Arrays.copyOf(items, items.length >> 1);
        }
        return true;
    }

    void copyTo(Object[] to, int from) {
        System.arraycopy(items, 0, to, from, size);
    }

    private int position(Object item) {
        if (positions != null) {
            Integer at = positions.get(item);
            return at == null ? -1 : at;
        }
        for (int i = 0; i < size; i++) {
            if (items[i] == item) {
                return i;
            }
        }
        return -1;
    }
}
