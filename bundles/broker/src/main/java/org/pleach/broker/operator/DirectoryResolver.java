package org.pleach.broker.operator;

import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.pleach.broker.OperatorOptions;
import org.pleach.broker.OperatorOptions.Directory;
import org.pleach.broker.auth.PasswordWorkers;
import org.pleach.broker.claims.AccountClaims;
import org.pleach.broker.claims.ClaimsException;
import org.pleach.broker.delivery.AccountMessages;
import org.pleach.transport.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps tokens in files and asks other servers for those that are missing. A full one asks for all that it has not, from time
 * to time.
 */
final class DirectoryResolver implements AccountResolver {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryResolver.class);

    private final Directory options;
    private final Supplier<OperatorOptions> operator;
    private final DirectoryStore store;
    private final Network network;
    private final Inquiries inquiries;
    private final BiConsumer<String, String> changed;
    private final PasswordWorkers files = new PasswordWorkers(1, "pleach-accounts");
    private Future<?> timer;

    /**
     * @param operator options in force now
     * @param changed  takes an account and its token when there is another than before
     */
    DirectoryResolver(Directory options, Supplier<OperatorOptions> operator, AccountMessages messages, Network network,
            BiConsumer<String, String> changed) {
        this.options = options;
        this.operator = operator;
        this.network = network;
        this.changed = changed;
        try {
            this.store = new DirectoryStore(options, () -> network.currentTimeMillis() / 1000);
        } catch (IOException e) {
            throw new IllegalArgumentException("resolver: expected a directory that can be used, " + options.dir() + ": " + e, e);
        }
        this.inquiries = new Inquiries(messages, network, options.timeout(), this::merge);
    }

    DirectoryStore store() {
        return store;
    }

    /** Begins to ask others. */
    void begin(String systemAccount) {
        inquiries.begin();
        LOG.info("Managing {} jwt in exclusive directory {}", options.full() ? "all" : "some", options.dir());
        if (options.full()) {
            long every = options.interval().toMillis();
            synchronized (this) {
                timer = network.eventLoops().next().scheduleAtFixedRate(() -> inquiries.pack(systemAccount, store.digest()),
                        every, every, TimeUnit.MILLISECONDS);
            }
        }
    }

    @Override
    public CompletableFuture<String> fetch(String account) {
        return files.submit(() -> {
            try {
                return store.load(account);
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        }).thenCompose(token -> token != null ? CompletableFuture.completedFuture(token)
                : inquiries.lookup(account).thenCompose(found -> found == null ? CompletableFuture.completedFuture(null)
                        : files.submit(() -> {
                            keep(account, found);
                            return found;
                        })));
    }

    @Override
    public void preload(String account, String token) {
        keep(account, token);
    }

    /** Keeps a token that is newer than what is there. */
    private boolean keep(String account, String token) {
        try {
            AccountClaims claims = AccountClaims.read(token);
            if (!claims.head().subject().equals(account) || !operator.get().trusted().contains(claims.head().issuer())) {
                throw new ClaimsException("expected a token about the account by a trusted operator");
            }
            return store.save(claims, token, false);
        } catch (ClaimsException | IOException e) {
            LOG.error("Account [{}] not kept: {}", account, e.getMessage());
            return false;
        }
    }

    private void merge(String lines) {
        files.submit(() -> {
            for (String line : lines.split("\n")) {
                int bar = line.indexOf('|');
                if (bar > 0 && keep(line.substring(0, bar), line.substring(bar + 1))) {
                    changed.accept(line.substring(0, bar), line.substring(bar + 1));
                }
            }
            return null;
        });
    }

    @Override
    public synchronized void close() {
        if (timer != null) {
            timer.cancel(false);
        }
        files.close();
    }
}
