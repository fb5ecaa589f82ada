#include "core/async/io/database.hpp"

#include "core/async/io/blocking_call.hpp"
#include "core/async/io/connection.hpp"
#include "core/async/sync.hpp"
#include "core/async/work.hpp"

#include <utility>

#include <fmt/format.h>

namespace loopscope::async {

using detail::Connection;
using detail::SharedConnection;

// The lock keeps a second worker from waiting inside SQLite for the first.
struct detail::SharedConnection {
    explicit SharedConnection(std::shared_ptr<Connection> made) : connection(std::move(made)) {}
    std::shared_ptr<Connection> connection;
    Lock lock{"database"};
};

namespace {

// "SELECT": what the worker is shown to do.
std::string label_of(const std::string& sql) {
    const std::size_t begin = sql.find_first_not_of(" \n\t");
    if (begin == std::string::npos) return "SQL";
    const std::size_t end = sql.find_first_of(" \n\t;", begin);
    return sql.substr(begin, end == std::string::npos ? end : end - begin);
}

// Held until the statement has really ended, which may be after its task was cancelled; given back on the
// loop's thread, where pieces of work come to their end.
struct Turn {
    std::shared_ptr<SharedConnection> shared;
    Semaphore::Permit permit;
};

Task<Connection::Result> run(std::shared_ptr<SharedConnection> shared, std::string sql,
                             std::vector<Value> values, CallSite site) {
    Semaphore::Permit permit = co_await shared->lock.acquire(site);
    auto turn = std::make_shared<Turn>(Turn{shared, std::move(permit)});
    const std::string label = label_of(sql);
    // Made before its await: g++ 12 destroys twice what a lambda inside an await holds.
    auto work = [turn = std::move(turn), sql = std::move(sql), values = std::move(values)] {
        return turn->shared->connection->run(sql, values);
    };
    co_return co_await run_on_pool(std::move(work), label, site);
}

Task<Database> open_database(std::string path, CallSite site, Database (*make)(std::shared_ptr<Connection>)) {
    auto work = [path = std::move(path)] { return std::make_shared<Connection>(path); };
    auto connection = co_await run_on_pool(std::move(work), "open database", site);
    co_return make(std::move(connection));
}

Task<int> changed_by(std::shared_ptr<SharedConnection> shared, std::string sql, std::vector<Value> values,
                     CallSite site) {
    Task<Connection::Result> ran = run(std::move(shared), std::move(sql), std::move(values), site);
    co_return (co_await ran.await_at(site)).changed;
}

Task<std::vector<Row>> rows_of(std::shared_ptr<SharedConnection> shared, std::string sql,
                               std::vector<Value> values, CallSite site) {
    Task<Connection::Result> ran = run(std::move(shared), std::move(sql), std::move(values), site);
    co_return (co_await ran.await_at(site)).rows;
}

}  // namespace

std::string text_of(const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
    if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    return "NULL";
}

Task<Database> Database::open(std::string path, CallSite site) {
    return open_database(std::move(path), site, [](std::shared_ptr<Connection> connection) {
        return Database{std::make_shared<SharedConnection>(std::move(connection))};
    });
}

Task<int> Database::execute(std::string sql, std::vector<Value> values, CallSite site) {
    return changed_by(shared_, std::move(sql), std::move(values), site);
}

Task<std::vector<Row>> Database::query(std::string sql, std::vector<Value> values, CallSite site) {
    return rows_of(shared_, std::move(sql), std::move(values), site);
}

blocking::Database::Database(const std::string& path, CallSite site)
    : connection_(detail::blocking_call(site, [&] { return std::make_shared<Connection>(path); })) {}

int blocking::Database::execute(const std::string& sql, const std::vector<Value>& values, CallSite site) {
    return detail::blocking_call(site, [&] { return connection_->run(sql, values).changed; });
}

std::vector<Row> blocking::Database::query(const std::string& sql, const std::vector<Value>& values,
                                           CallSite site) {
    return detail::blocking_call(site, [&] { return connection_->run(sql, values).rows; });
}

}  // namespace loopscope::async
