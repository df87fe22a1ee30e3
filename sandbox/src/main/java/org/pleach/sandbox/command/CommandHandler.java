package org.pleach.sandbox.command;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to the control port. Reads on only after a command was carried out, on another thread. */
final class CommandHandler extends SimpleChannelInboundHandler<String> {

    private static final Logger LOG = LoggerFactory.getLogger(CommandHandler.class);

    private final Interpreter interpreter;
    private final Executor commands;

    CommandHandler(Interpreter interpreter, Executor commands) {
        this.interpreter = interpreter;
        this.commands = commands;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, String line) {
        if (line.isBlank()) {
            return;
        }
        context.channel().config().setAutoRead(false);
        commands.execute(() -> {
            context.writeAndFlush(Unpooled.copiedBuffer(answer(line), StandardCharsets.UTF_8));
            context.channel().config().setAutoRead(true);
        });
    }

    private String answer(String line) {
        StringBuilder answer = new StringBuilder();
        try {
            List<String> lines = interpreter.run(line);
            lines.forEach(text -> answer.append(' ').append(text).append('\n'));
            LOG.debug("Command \"{}\"", line);
            return answer.append("ok\n").toString();
        } catch (RuntimeException e) {
            return "error " + String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " ") + '\n';
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof TooLongFrameException) {
            context.writeAndFlush(Unpooled.copiedBuffer("error line too long: expected at most "
                    + ControlServer.MAX_LINE + " bytes\n", StandardCharsets.UTF_8))
                    .addListener(ChannelFutureListener.CLOSE);
        } else {
            context.close();
        }
    }
}
