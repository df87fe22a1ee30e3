package org.pleach.launcher.framework;

import org.osgi.service.log.FormatterLogger;
import org.osgi.service.log.LoggerConsumer;
import org.slf4j.event.Level;

/** A logger of OSGi's Log Service that writes to one of SLF4J. */
final class OsgiLogger implements FormatterLogger {

    private final org.slf4j.Logger target;
    private final boolean printf;

    /** @param printf whether formats are those of {@code String.format} and not braces */
    OsgiLogger(org.slf4j.Logger target, boolean printf) {
        this.target = target;
        this.printf = printf;
    }

    private void log(Level level, String format, Object... arguments) {
        String text = printf && arguments.length > 0 ? String.format(format, arguments) : format;
        Object[] rest = printf ? new Object[0] : arguments;
        switch (level) {
            case TRACE -> target.trace(text, rest);
            case DEBUG -> target.debug(text, rest);
            case INFO -> target.info(text, rest);
            case WARN -> target.warn(text, rest);
            case ERROR -> target.error(text, rest);
        }
    }

    @Override
    public String getName() {
        return target.getName();
    }

    @Override
    public boolean isTraceEnabled() {
        return target.isTraceEnabled();
    }

    @Override
    public void trace(String message) {
        log(Level.TRACE, message);
    }

    @Override
    public void trace(String format, Object argument) {
        log(Level.TRACE, format, argument);
    }

    @Override
    public void trace(String format, Object first, Object second) {
        log(Level.TRACE, format, first, second);
    }

    @Override
    public void trace(String format, Object... arguments) {
        log(Level.TRACE, format, arguments);
    }

    @Override
    public <E extends Exception> void trace(LoggerConsumer<E> consumer) throws E {
        if (target.isTraceEnabled()) {
            consumer.accept(this);
        }
    }

    @Override
    public boolean isDebugEnabled() {
        return target.isDebugEnabled();
    }

    @Override
    public void debug(String message) {
        log(Level.DEBUG, message);
    }

    @Override
    public void debug(String format, Object argument) {
        log(Level.DEBUG, format, argument);
    }

    @Override
    public void debug(String format, Object first, Object second) {
        log(Level.DEBUG, format, first, second);
    }

    @Override
    public void debug(String format, Object... arguments) {
        log(Level.DEBUG, format, arguments);
    }

    @Override
    public <E extends Exception> void debug(LoggerConsumer<E> consumer) throws E {
        if (target.isDebugEnabled()) {
            consumer.accept(this);
        }
    }

    @Override
    public boolean isInfoEnabled() {
        return target.isInfoEnabled();
    }

    @Override
    public void info(String message) {
        log(Level.INFO, message);
    }

    @Override
    public void info(String format, Object argument) {
        log(Level.INFO, format, argument);
    }

    @Override
    public void info(String format, Object first, Object second) {
        log(Level.INFO, format, first, second);
    }

    @Override
    public void info(String format, Object... arguments) {
        log(Level.INFO, format, arguments);
    }

    @Override
    public <E extends Exception> void info(LoggerConsumer<E> consumer) throws E {
        if (target.isInfoEnabled()) {
            consumer.accept(this);
        }
    }

    @Override
    public boolean isWarnEnabled() {
        return target.isWarnEnabled();
    }

    @Override
    public void warn(String message) {
        log(Level.WARN, message);
    }

    @Override
    public void warn(String format, Object argument) {
        log(Level.WARN, format, argument);
    }

    @Override
    public void warn(String format, Object first, Object second) {
        log(Level.WARN, format, first, second);
    }

    @Override
    public void warn(String format, Object... arguments) {
        log(Level.WARN, format, arguments);
    }

    @Override
    public <E extends Exception> void warn(LoggerConsumer<E> consumer) throws E {
        if (target.isWarnEnabled()) {
            consumer.accept(this);
        }
    }

    @Override
    public boolean isErrorEnabled() {
        return target.isErrorEnabled();
    }

    @Override
    public void error(String message) {
        log(Level.ERROR, message);
    }

    @Override
    public void error(String format, Object argument) {
        log(Level.ERROR, format, argument);
    }

    @Override
    public void error(String format, Object first, Object second) {
        log(Level.ERROR, format, first, second);
    }

    @Override
    public void error(String format, Object... arguments) {
        log(Level.ERROR, format, arguments);
    }

    @Override
    public <E extends Exception> void error(LoggerConsumer<E> consumer) throws E {
        if (target.isErrorEnabled()) {
            consumer.accept(this);
        }
    }

    @Override
    public void audit(String message) {
        log(Level.INFO, message);
    }

    @Override
    public void audit(String format, Object argument) {
        log(Level.INFO, format, argument);
    }

    @Override
    public void audit(String format, Object first, Object second) {
        log(Level.INFO, format, first, second);
    }

    @Override
    public void audit(String format, Object... arguments) {
        log(Level.INFO, format, arguments);
    }
}
