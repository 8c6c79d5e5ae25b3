package io.millrace.service.trial;

import io.millrace.service.definition.MappingTrials;
import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.format.DecodedPayload;
import io.millrace.udfs.format.RefusedException;
import io.millrace.udfs.inference.Inference;
import io.millrace.udfs.inference.InferenceException;
import io.millrace.udfs.inference.Sample;
import io.millrace.udfs.inference.Wish;
import io.millrace.udfs.mapping.Message;
import io.millrace.udfs.mapping.MessageReader;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Proposes a mapping from the messages of a request. */
@Component
class MappingProposal {
  private final MappingTrials mappings;
  private final Clock clock;

  MappingProposal(MappingTrials mappings, Clock clock) {
    this.mappings = mappings;
    this.clock = clock;
  }

  ProposalView of(byte[] body) {
    DocumentReader reader = Bodies.reader(body);
    reader.only(Set.of("id", "source", "objectType", "messages"));
    String source = reader.textOrNull("source");
    Wish wish = new Wish(reader.textOrNull("id"), source, reader.textOrNull("objectType"));
    List<Message> messages = Bodies.messages(reader, new MessageReader(source, clock.instant()));
    Bodies.check(reader);
    List<Sample> samples = new ArrayList<>(messages.size());
    List<String> unread = new ArrayList<>();
    MappingTrials.Decoder decoder = mappings.decoder();
    for (int i = 0; i < messages.size(); i++) {
      Message message = messages.get(i);
      try {
        DecodedPayload decoded = decoder.decode(message);
        samples.add(new Sample(message.deviceId(), decoded.headers(), decoded.value()));
      } catch (RefusedException e) {
        unread.add("Message " + i + " is left out: " + e.code().code() + ", " + e.getMessage());
      }
    }
    try {
      return ProposalView.of(Inference.propose(samples, wish), unread);
    } catch (InferenceException e) {
      throw new ProblemException(
          ProblemCode.INVALID_REQUEST, String.valueOf(e.getMessage()), Map.of("notes", unread));
    }
  }
}
