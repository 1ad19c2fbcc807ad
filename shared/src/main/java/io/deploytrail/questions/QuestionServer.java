package io.deploytrail.questions;

import static java.util.Objects.requireNonNull;

import java.io.InputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;

/// Takes questions from another program, and writes it the answers, in a protocol of its own.
///
/// Its libraries are not those of every command, so it is found by [java.util.ServiceLoader] where
/// its module is on the class path.
public interface QuestionServer {
  /// Returns at the end of the input. Nothing else may write to the output.
  void serve(Served served, InputStream input, PrintWriter output);

  /// What is served: DeployTrail of a version, which asks AWS or the index of a desk.
  record Served(String version, boolean isOnAws, Function<Question, Response> asker) {
    public Served {
      requireNonNull(version, "version");
      requireNonNull(asker, "asker");
    }
  }

  /// What became of a question.
  sealed interface Response {
    /// `notes` are what is known of an answer beside it, such as what could not be read.
    record Answered(Answer answer, List<String> notes) implements Response {
      public Answered {
        requireNonNull(answer, "answer");
        notes = List.copyOf(notes);
      }
    }

    /// The message is one line.
    record Failed(String message) implements Response {
      public Failed {
        requireNonNull(message, "message");
      }
    }
  }
}
