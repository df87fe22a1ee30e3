package org.pleach.sandbox.command;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to the control port. */
final class CommandHandler extends SimpleChannelInboundHandler<String> {

    private static final Logger LOG = LoggerFactory.getLogger(CommandHandler.class);

    private final Interpreter interpreter;

    CommandHandler(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, String line) {
        if (line.isBlank()) {
            return;
        }
        StringBuilder answer = new StringBuilder();
        try {
            List<String> lines = interpreter.run(line);
            lines.forEach(text -> answer.append(' ').append(text).append('\n'));
            answer.append("ok\n");
            LOG.debug("Command \"{}\"", line);
        } catch (RuntimeException e) {
            answer.append("error ").append(String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " ")).append('\n');
        }
        context.writeAndFlush(Unpooled.copiedBuffer(answer, StandardCharsets.UTF_8));
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
