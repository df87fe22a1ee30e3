package org.pleach.launcher.framework;

import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.FormatterLogger;
import org.osgi.service.log.LogService;
import org.osgi.service.log.Logger;
import org.slf4j.LoggerFactory;

/** OSGi's Log Service on top of SLF4J, for those that log by no other means: Declarative Services, FileInstall. */
@SuppressWarnings("deprecation")
final class OsgiLogService implements LogService {

    @Override
    public Logger getLogger(String name) {
        return new OsgiLogger(LoggerFactory.getLogger(name), false);
    }

    @Override
    public Logger getLogger(Class<?> type) {
        return getLogger(type.getName());
    }

    @Override
    public <L extends Logger> L getLogger(String name, Class<L> kind) {
        return kind.cast(new OsgiLogger(LoggerFactory.getLogger(name), kind == FormatterLogger.class));
    }

    @Override
    public <L extends Logger> L getLogger(Class<?> type, Class<L> kind) {
        return getLogger(type.getName(), kind);
    }

    @Override
    public <L extends Logger> L getLogger(Bundle bundle, String name, Class<L> kind) {
        return getLogger(name, kind);
    }

    @Override
    public void log(int level, String message) {
        log(null, level, message, null);
    }

    @Override
    public void log(int level, String message, Throwable exception) {
        log(null, level, message, exception);
    }

    @Override
    public void log(ServiceReference<?> service, int level, String message) {
        log(service, level, message, null);
    }

    @Override
    public void log(ServiceReference<?> service, int level, String message, Throwable exception) {
        Bundle bundle = service == null ? null : service.getBundle();
        org.slf4j.Logger logger = LoggerFactory.getLogger(bundle == null ? "org.osgi" : bundle.getSymbolicName());
        switch (level) {
            case LOG_ERROR -> logger.error(message, exception);
            case LOG_WARNING -> logger.warn(message, exception);
            case LOG_INFO -> logger.info(message, exception);
            default -> logger.debug(message, exception);
        }
    }
}
