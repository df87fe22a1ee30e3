package org.pleach.scion.daemon;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.pleach.path.PathInterface;
import org.pleach.scion.daemon.DaemonException.Failure;

/** Encodes, calls, decodes. */
final class GrpcDaemonClient implements DaemonClient {

    private static final byte[] EMPTY = new byte[0];

    private final GrpcClient grpc;

    GrpcDaemonClient(GrpcClient grpc) {
        this.grpc = grpc;
    }

    @Override
    public CompletionStage<PathsResponse> paths(PathsRequest request) {
        return call(DaemonMethod.PATHS, request.encode(), PathsResponse::decode);
    }

    @Override
    public CompletionStage<AsResponse> as(AsRequest request) {
        return call(DaemonMethod.AS, request.encode(), AsResponse::decode);
    }

    @Override
    public CompletionStage<InterfacesResponse> interfaces() {
        return call(DaemonMethod.INTERFACES, EMPTY, InterfacesResponse::decode);
    }

    @Override
    public CompletionStage<ServicesResponse> services() {
        return call(DaemonMethod.SERVICES, EMPTY, ServicesResponse::decode);
    }

    @Override
    public CompletionStage<PortRangeResponse> portRange() {
        return call(DaemonMethod.PORT_RANGE, EMPTY, PortRangeResponse::decode);
    }

    @Override
    public CompletionStage<Void> notifyInterfaceDown(PathInterface failed) {
        byte[] request = new NotifyInterfaceDownRequest(failed).encode();
        return call(DaemonMethod.NOTIFY_INTERFACE_DOWN, request, answer -> null);
    }

    private <T> CompletionStage<T> call(DaemonMethod method, byte[] request, Function<byte[], T> decode) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        grpc.call(method.path(), request).whenComplete((bytes, failure) -> {
            if (failure != null) {
                answer.completeExceptionally(failure);
                return;
            }
            T message;
            try {
                message = decode.apply(bytes);
            } catch (MalformedMessageException e) {
                answer.completeExceptionally(new DaemonException(Failure.NONSENSE, -1,
                        "SCION daemon, call " + method.path() + ": " + e.getMessage(), e));
                return;
            }
            answer.complete(message);
        });
        return answer;
    }

    @Override
    public void close() {
        grpc.close();
    }
}
