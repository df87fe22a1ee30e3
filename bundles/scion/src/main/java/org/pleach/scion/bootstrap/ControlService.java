package org.pleach.scion.bootstrap;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.pleach.scion.daemon.DaemonException;
import org.pleach.scion.daemon.DaemonException.Failure;
import org.pleach.scion.daemon.GrpcClient;
import org.pleach.scion.daemon.MalformedMessageException;
import org.pleach.scion.segment.SegmentsRequest;
import org.pleach.scion.segment.SegmentsResponse;

/** The control service of the own AS; of several instances the next one is asked if one cannot be reached. */
final class ControlService {

    private final List<GrpcClient> instances;

    /** @param instances at least one */
    ControlService(List<GrpcClient> instances) {
        this.instances = List.copyOf(instances);
    }

    CompletableFuture<SegmentsResponse> segments(SegmentsRequest request) {
        CompletableFuture<SegmentsResponse> answer = new CompletableFuture<>();
        ask(0, request, answer);
        return answer;
    }

    private void ask(int instance, SegmentsRequest request, CompletableFuture<SegmentsResponse> answer) {
        instances.get(instance).call(SegmentsRequest.METHOD, request.encode()).whenComplete((bytes, failure) -> {
            boolean gone = failure instanceof DaemonException e
                    && (e.failure() == Failure.UNREACHABLE || e.failure() == Failure.DEADLINE);
            if (gone && instance + 1 < instances.size()) {
                ask(instance + 1, request, answer);
            } else if (failure != null) {
                answer.completeExceptionally(failure);
            } else {
                decode(bytes, answer);
            }
        });
    }

    private static void decode(byte[] bytes, CompletableFuture<SegmentsResponse> answer) {
        try {
            answer.complete(SegmentsResponse.decode(bytes));
        } catch (MalformedMessageException e) {
            answer.completeExceptionally(new DaemonException(Failure.NONSENSE, -1,
                    "SCION control service: " + e.getMessage(), e));
        }
    }

    void close() {
        instances.forEach(GrpcClient::close);
    }
}
