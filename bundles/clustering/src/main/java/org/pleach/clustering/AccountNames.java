package org.pleach.clustering;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.pleach.broker.Account;
import org.pleach.broker.Broker;

/**
 * Finds accounts by their names in received lines without making an object: a route uses few of them, and mostly the
 * same one again. For one event loop.
 */
final class AccountNames {

    private final Broker broker;
    private final List<Account> known = new ArrayList<>();
    private Account last;

    AccountNames(Broker broker) {
        this.broker = broker;
        this.last = broker.globalAccount();
        known.add(last);
    }

    Account find(ByteBuf line, int index, int length) {
        if (!isNamed(last, line, index, length)) {
            last = search(line, index, length);
        }
        return last;
    }

    private Account search(ByteBuf line, int index, int length) {
        for (int i = 0; i < known.size(); i++) {
            if (isNamed(known.get(i), line, index, length)) {
                return known.get(i);
            }
        }
        Account account = broker.account(line.toString(index, length, StandardCharsets.UTF_8));
        known.add(account);
        return account;
    }

    private static boolean isNamed(Account account, ByteBuf line, int index, int length) {
        byte[] name = account.nameBytes();
        if (name.length != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (line.getByte(index + i) != name[i]) {
                return false;
            }
        }
        return true;
    }
}
