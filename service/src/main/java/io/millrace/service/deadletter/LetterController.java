package io.millrace.service.deadletter;

import io.millrace.schemas.avro.DeadLetterState;
import io.millrace.service.web.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Dead letters over HTTP, to look at. */
@Tag(name = "Dead letters", description = "What the jobs could not use.")
@RestController
@RequestMapping(path = "/api/v1/dead-letters", produces = MediaType.APPLICATION_JSON_VALUE)
class LetterController {
  private final LetterSearch search;
  private final LetterGroups groups;
  private final LetterBytes bytes;

  LetterController(LetterSearch search, LetterGroups groups, LetterBytes bytes) {
    this.search = search;
    this.groups = groups;
    this.bytes = bytes;
  }

  @Operation(operationId = "listDeadLetters", summary = "List dead letters, refused last first")
  @GetMapping
  LetterView.Listing list(
      @Parameter(description = "Repeat it for more than one. Default: OPEN.")
          @RequestParam(required = false)
          @Nullable Set<DeadLetterState> state,
      @RequestParam(required = false) @Nullable String code,
      @RequestParam(required = false) @Nullable String stage,
      @Parameter(description = "Who sent the message.") @RequestParam(required = false)
          @Nullable String source,
      @Parameter(description = "Id of the mapping or other definition that refused it.")
          @RequestParam(required = false)
          @Nullable String mapping,
      @RequestParam(required = false) @Nullable String device,
      @Parameter(description = "Refused at or after; ISO 8601 with offset.")
          @RequestParam(required = false)
          @Nullable Instant from,
      @Parameter(description = "Refused before; ISO 8601 with offset.")
          @RequestParam(required = false)
          @Nullable Instant to,
      @Parameter(
              description =
                  "Words of reason, path, device, source, trace id or the payload's beginning; all"
                      + " must occur, the last as a beginning.")
          @RequestParam(required = false)
          @Nullable String q,
      Paging paging) {
    return search.list(
        new LetterFilter(state, code, stage, source, mapping, device, from, to, q),
        paging.limit(),
        paging.offset());
  }

  @Operation(
      operationId = "groupDeadLetters",
      summary = "Count dead letters that agree, the largest group first")
  @GetMapping("/groups")
  GroupView.Listing groups(
      @Parameter(description = "Repeat it for more than one. Default: code, source and mapping.")
          @RequestParam(required = false)
          @Nullable List<GroupBy> by,
      @Parameter(description = "Repeat it for more than one. Default: OPEN.")
          @RequestParam(required = false)
          @Nullable Set<DeadLetterState> state,
      @RequestParam(required = false) @Nullable String code,
      @RequestParam(required = false) @Nullable String stage,
      @RequestParam(required = false) @Nullable String source,
      @RequestParam(required = false) @Nullable String mapping,
      @RequestParam(required = false) @Nullable String device,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(required = false) @Nullable String q,
      @Parameter(schema = @Schema(minimum = "1", maximum = "500", defaultValue = "50"))
          @RequestParam(defaultValue = Paging.LIMIT)
          int limit) {
    Paging.check(limit, 0);
    List<GroupBy> wanted =
        by == null || by.isEmpty() ? List.of(GroupBy.CODE, GroupBy.SOURCE, GroupBy.MAPPING) : by;
    return groups.of(
        new LetterFilter(state, code, stage, source, mapping, device, from, to, q),
        new LinkedHashSet<>(wanted),
        limit);
  }

  @Operation(operationId = "getDeadLetter", summary = "Get a dead letter with its bytes")
  @GetMapping("/{id}")
  LetterDetail get(@PathVariable String id) {
    LetterView letter = search.get(id);
    return LetterDetail.of(letter, bytes.of(List.of(letter)).get(letter.letter().id()));
  }
}
