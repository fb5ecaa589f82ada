#include "core/async/io/connection.hpp"

#include "core/async/blocking.hpp"

#include <memory>
#include <sqlite3.h>
#include <utility>

namespace loopscope::async::detail {
namespace {

std::string primary_name(int code) {
    switch (code & 0xff) {
        case SQLITE_ERROR: return "SQLITE_ERROR";
        case SQLITE_PERM: return "SQLITE_PERM";
        case SQLITE_BUSY: return "SQLITE_BUSY";
        case SQLITE_LOCKED: return "SQLITE_LOCKED";
        case SQLITE_NOMEM: return "SQLITE_NOMEM";
        case SQLITE_READONLY: return "SQLITE_READONLY";
        case SQLITE_INTERRUPT: return "SQLITE_INTERRUPT";
        case SQLITE_IOERR: return "SQLITE_IOERR";
        case SQLITE_CORRUPT: return "SQLITE_CORRUPT";
        case SQLITE_FULL: return "SQLITE_FULL";
        case SQLITE_CANTOPEN: return "SQLITE_CANTOPEN";
        case SQLITE_TOOBIG: return "SQLITE_TOOBIG";
        case SQLITE_CONSTRAINT: return "SQLITE_CONSTRAINT";
        case SQLITE_MISMATCH: return "SQLITE_MISMATCH";
        case SQLITE_MISUSE: return "SQLITE_MISUSE";
        case SQLITE_RANGE: return "SQLITE_RANGE";
        case SQLITE_NOTADB: return "SQLITE_NOTADB";
        default: return "SQLite error " + std::to_string(code);
    }
}

std::string name_of(int code) {
    switch (code) {
        case SQLITE_CONSTRAINT_CHECK: return "SQLITE_CONSTRAINT_CHECK";
        case SQLITE_CONSTRAINT_FOREIGNKEY: return "SQLITE_CONSTRAINT_FOREIGNKEY";
        case SQLITE_CONSTRAINT_NOTNULL: return "SQLITE_CONSTRAINT_NOTNULL";
        case SQLITE_CONSTRAINT_PRIMARYKEY: return "SQLITE_CONSTRAINT_PRIMARYKEY";
        case SQLITE_CONSTRAINT_UNIQUE: return "SQLITE_CONSTRAINT_UNIQUE";
        default: return primary_name(code);
    }
}

int bind(sqlite3_stmt* statement, int place, const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return sqlite3_bind_int64(statement, place, *number);
    if (const auto* real = std::get_if<double>(&value)) return sqlite3_bind_double(statement, place, *real);
    // The values outlive the statement.
    if (const auto* text = std::get_if<std::string>(&value))
        return sqlite3_bind_text64(statement, place, text->data(), text->size(), nullptr, SQLITE_UTF8);
    return sqlite3_bind_null(statement, place);
}

Value value_at(sqlite3_stmt* statement, int column) {
    switch (sqlite3_column_type(statement, column)) {
        case SQLITE_NULL: return {};
        case SQLITE_INTEGER: return std::int64_t{sqlite3_column_int64(statement, column)};
        case SQLITE_FLOAT: return sqlite3_column_double(statement, column);
        default: break;
    }
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
    return bytes == nullptr ? std::string{} : std::string{bytes, size};
}

}  // namespace

Connection::Connection(const std::string& path) {
    constexpr int kFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX;
    const int code = sqlite3_open_v2(path.c_str(), &handle_, kFlags, nullptr);
    if (code != SQLITE_OK) {
        const std::string message = handle_ != nullptr ? sqlite3_errmsg(handle_) : sqlite3_errstr(code);
        sqlite3_close(handle_);
        throw DatabaseError(message, name_of(code));
    }
    sqlite3_extended_result_codes(handle_, 1);
    sqlite3_create_function(handle_, "pause", 1, SQLITE_UTF8 | SQLITE_DIRECTONLY, this, &Connection::pause,
                            nullptr, nullptr);
}

Connection::~Connection() {
    sqlite3_close(handle_);
}

void Connection::fail(int code) {
    if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
    throw DatabaseError(sqlite3_errmsg(handle_), name_of(code));
}

// SQLite is C: what is thrown waits until its functions have returned.
void Connection::pause(sqlite3_context* context, int, sqlite3_value** values) {
    auto& self = *static_cast<Connection*>(sqlite3_user_data(context));
    try {
        block_for(from_seconds(sqlite3_value_double(values[0])));
    } catch (...) {
        self.thrown_ = std::current_exception();
        sqlite3_result_error(context, "interrupted", -1);
        return;
    }
    sqlite3_result_null(context);
}

Connection::Result Connection::run(const std::string& sql, const std::vector<Value>& values) {
    sqlite3_stmt* prepared = nullptr;
    const char* rest = nullptr;
    int code = sqlite3_prepare_v2(handle_, sql.data(), static_cast<int>(sql.size()), &prepared, &rest);
    const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement{prepared, &sqlite3_finalize};
    if (code != SQLITE_OK) fail(code);
    Result result;
    if (prepared == nullptr) return result;
    for (std::size_t i = 0; i < values.size(); ++i) {
        code = bind(prepared, static_cast<int>(i) + 1, values[i]);
        if (code != SQLITE_OK) fail(code);
    }
    const int before = sqlite3_total_changes(handle_);
    const int columns = sqlite3_column_count(prepared);
    while ((code = sqlite3_step(prepared)) == SQLITE_ROW) {
        Row& row = result.rows.emplace_back();
        for (int column = 0; column < columns; ++column) row.push_back(value_at(prepared, column));
    }
    if (code != SQLITE_DONE) fail(code);
    result.changed = sqlite3_total_changes(handle_) - before;
    return result;
}

}  // namespace loopscope::async::detail
