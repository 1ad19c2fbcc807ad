package io.deploytrail.desk;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The database could not be read or written; the message is for a person.
public final class DeskDatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DeskDatabaseException(String file, SQLException cause) {
    super(file + ": " + reason(cause), cause);
  }

  DeskDatabaseException(String message) {
    super(message);
  }

  private static String reason(SQLException cause) {
    return switch (code(cause)) {
      case SQLITE_FULL -> "the disk is full; what was being written is not kept";
      case SQLITE_NOTADB, SQLITE_CORRUPT ->
          "a SQLite database was expected, and this is none, or a damaged one; move it away and index again";
      case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM ->
          "it can be read only, or not even that; see who may write in its folder";
      case SQLITE_IOERR -> "reading or writing failed (" + cause.getMessage() + ")";
      default -> String.valueOf(cause.getMessage());
    };
  }

  /// Without what extended codes add to it.
  static SQLiteErrorCode code(SQLException cause) {
    return cause instanceof SQLiteException exception
        ? SQLiteErrorCode.getErrorCode(exception.getResultCode().code & 0xFF)
        : SQLiteErrorCode.UNKNOWN_ERROR;
  }
}
