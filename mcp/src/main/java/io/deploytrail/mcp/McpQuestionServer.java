package io.deploytrail.mcp;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.questions.QuestionReader;
import io.deploytrail.questions.QuestionServer;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Clock;

/// Speaks the Model Context Protocol on a pair of streams.
public final class McpQuestionServer implements QuestionServer {
  private static final String INSTRUCTIONS =
      """
      DeployTrail tells which Pulumi deployment made an AWS call. Begin with deployments, which lists what ran, or with \
      who, which tells whose a call, a key or a principal is. A deployment's fields that are listed in "stated" are \
      only what its session name says, and "clues" are no facts. AMBIGUOUS, SUSPECT and NONE name no deployment: do \
      not guess one. Times are UTC. A list is given page by page: ask again with the same arguments and its "next".\
      """;

  @Override
  public void serve(Served served, InputStream input, PrintWriter output) {
    var json = new JacksonMcpJsonMapper(JsonMapper.builder().build());
    var lines = new LineTransport(json);
    var tools =
        new QuestionTools(served, new QuestionReader(new RecordReader(), Clock.systemUTC()));
    // Each question is asked in the thread that read it, so answers come in order.
    var server =
        McpServer.sync(lines)
            .serverInfo("deploytrail", served.version())
            .instructions(INSTRUCTIONS)
            .capabilities(ServerCapabilities.builder().tools(false).build())
            .jsonMapper(json)
            .validateToolInputs(false)
            .jsonSchemaValidator((_, _) -> ValidationResponse.asValid(""))
            .immediateExecution(true)
            .tools(tools.all())
            .build();
    try {
      lines.run(input, output);
    } finally {
      server.close();
    }
  }
}
