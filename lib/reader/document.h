#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "text/result.h"
#include "text/role.h"
#include "text/source_map.h"
#include "text/span.h"

namespace asklint {

/// A run of text with one role. Blocks are ascending and do not overlap; white space between them belongs to none.
/// The reader splits at blank lines, list items and headings, so a block is at most a paragraph.
struct Block {
  Role role = Role::body;
  Span text;
};

enum class Kind : std::uint8_t { text, mail };

/// What the headers tell the rules.
struct MailFacts {
  std::uint32_t recipients = 0;      ///< mailboxes in To, Cc and Bcc (a group counts its members, at least one)
  bool reply = false;                ///< In-Reply-To or References, or a Subject that begins with Re:/AW:
  bool automatic = false;            ///< a machine wrote it, nothing to lint: Auto-Submitted (RFC 3834) and the like
  bool list = false;                 ///< went over a mailing list: List-Id, List-Post, List-Unsubscribe, Precedence
  std::string from_name;             ///< of the first From, decoded, valid UTF-8; often empty
  std::string from_address;          ///< of the first From, as written, valid UTF-8; empty without one
  std::string message_id;            ///< without its angle brackets and line ends, valid UTF-8; empty without one
  std::optional<std::int64_t> date;  ///< seconds since 1970 in UTC; unset without a Date that can be read
  Span to_header;                    ///< raw bytes of the To header's value; empty without one
};

/// One message, decoded. Owns everything; refers to nothing.
struct Document {
  std::string path;  ///< as the user named it
  Kind kind = Kind::text;
  bool is_template = false;        ///< placeholders are meant to be there
  std::string raw;                 ///< the file as stored
  std::string text;                ///< decoded, valid UTF-8, what is linted: the subject line, then the body
  SourceMap to_raw;                ///< text -> raw
  std::vector<Block> blocks;       ///< ascending in text
  std::vector<Span> placeholders;  ///< text: {{name}}, [Name], <COMPANY>, ${name}, %NAME%, XXX
  std::vector<Span> controls;      ///< text: template tags that read as nothing: {% if %}, {{#if}}, {# … #}
  MailFacts mail;
  std::vector<Error> warnings;  ///< what could not be read, each with its place; the rest is here
};

}  // namespace asklint
