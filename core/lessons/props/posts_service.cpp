#include "core/lessons/props/posts_service.hpp"

#include "core/async/context.hpp"
#include "core/async/io/inside.hpp"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <stdexcept>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <uv.h>

namespace loopscope::async {
namespace {

constexpr std::size_t kMostRequest = 1U << 14;
constexpr int kBacklog = 1024;

// A number from 0 to 1 that looks random and is the same in every run.
double share_of(int number) {
    std::uint32_t x = static_cast<std::uint32_t>(number) * 2654435761U + 0x9E3779B9U;
    x ^= x >> 16U;
    x *= 0x85EBCA6BU;
    x ^= x >> 13U;
    return static_cast<double>(x % 100'000U) / 100'000.0;
}

std::string answer(int status, std::string_view reason, const std::string& body, bool keep) {
    return fmt::format(
        "HTTP/1.1 {} {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: {}\r\n\r\n{}",
        status, reason, body.size(), keep ? "keep-alive" : "close", body);
}

std::string post_json(int number) {
    return fmt::format(
        R"({{"id": {0}, "userId": {1}, "title": "Post {0}", "body": "What post {0} has to say."}})", number,
        (number + 9) / 10);
}

enum class Fate : std::uint8_t { Answer, Reset, Hang };

struct Reply {
    Fate fate = Fate::Answer;
    std::string bytes;
    bool keep = true;
    int number = 0;
};

}  // namespace

// Belongs to its thread, but for what the constructor and the destructor do before and after it runs.
class PostsService::Server {
public:
    Server(PostsOptions options, Runtime& run) : options_(options), run_(run) {
        int failed = uv_loop_init(&loop_);
        if (failed != 0) fail(failed);
        uv_tcp_init(&loop_, &listener_);
        listener_.data = this;
        sockaddr_in address{};
        uv_ip4_addr("127.0.0.1", 0, &address);
        failed = uv_tcp_bind(&listener_, reinterpret_cast<const sockaddr*>(&address), 0);
        if (failed == 0) failed = uv_listen(as_stream(&listener_), kBacklog, &Server::on_connection);
        sockaddr_in bound{};
        int length = sizeof bound;
        if (failed == 0)
            failed = uv_tcp_getsockname(&listener_, reinterpret_cast<sockaddr*>(&bound), &length);
        if (failed != 0) {
            close_all();
            fail(failed);
        }
        port_ = ntohs(bound.sin_port);
        run_.clock.enter();
        try {
            thread_ = std::thread{[this] { serve(); }};
        } catch (const std::system_error&) {
            run_.clock.leave();
            close_all();
            throw;
        }
        add_inside_port(port_);
    }
    ~Server() {
        stopping_ = true;
        run_.clock.poke(waiter_);
        thread_.join();
        remove_inside_port(port_);
    }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    [[nodiscard]] int port() const { return port_; }

private:
    struct Connection {
        uv_tcp_t tcp{};
        Server* server = nullptr;
        std::uint64_t id = 0;
        std::string request;
    };
    struct Write {
        uv_write_t request{};
        std::string bytes;
        std::uint64_t close_then = 0;  // a connection, or 0
        Server* server = nullptr;
    };
    struct Pending {
        std::uint64_t connection;
        Reply reply;
    };

    template <class T>
    static uv_stream_t* as_stream(T* handle) {
        return reinterpret_cast<uv_stream_t*>(handle);
    }
    template <class T>
    static uv_handle_t* as_handle(T* handle) {
        return reinterpret_cast<uv_handle_t*>(handle);
    }

    [[noreturn]] static void fail(int error) {
        throw std::runtime_error(fmt::format("the posts service can't listen: {}", uv_strerror(error)));
    }
    void serve();
    void turn();
    void accept();
    void close(std::uint64_t connection);
    void close_all();
    void take_requests(Connection& connection);
    Reply reply_to(std::string_view head) const;
    void send(std::uint64_t connection, Reply reply);
    static void on_connection(uv_stream_t* listener, int status);
    static void on_data(uv_stream_t* stream, ssize_t count, const uv_buf_t* buffer);

    PostsOptions options_;
    Runtime& run_;
    Waiter waiter_;
    uv_loop_t loop_{};
    uv_tcp_t listener_{};
    int port_ = 0;
    std::uint64_t next_ = 0;
    std::map<std::uint64_t, Connection*> connections_;  // freed when libuv has closed them
    std::map<std::pair<Nanos, std::uint64_t>, Pending> pending_;
    std::array<char, 1U << 16> buffer_{};
    bool busy_ = false;  // something happened in this turn
    std::atomic<bool> stopping_{false};
    std::thread thread_;
};

void PostsService::Server::serve() {
    LoopClock& clock = run_.clock;
    while (!stopping_) {
        turn();
        while (!pending_.empty() && pending_.begin()->first.first <= clock.now()) {
            auto due = pending_.extract(pending_.begin());
            send(due.mapped().connection, std::move(due.mapped().reply));
        }
        turn();
        const Nanos deadline = pending_.empty() ? kForever : pending_.begin()->first.first;
        const WaitEnd end = clock.wait(waiter_, deadline, uv_backend_fd(&loop_));
        if (end == WaitEnd::Stopped || end == WaitEnd::Stuck) break;
    }
    close_all();
    clock.leave();
}

// Until libuv has nothing more to do: what a callback starts to watch is known to epoll only one turn later.
void PostsService::Server::turn() {
    do {
        busy_ = false;
        uv_run(&loop_, UV_RUN_NOWAIT);
    } while (busy_);
}

void PostsService::Server::close_all() {
    uv_close(as_handle(&listener_), nullptr);
    while (!connections_.empty()) close(connections_.begin()->first);
    uv_run(&loop_, UV_RUN_DEFAULT);
    uv_loop_close(&loop_);
}

void PostsService::Server::close(std::uint64_t id) {
    const auto found = connections_.find(id);
    if (found == connections_.end()) return;
    Connection* connection = found->second;
    connections_.erase(found);
    uv_close(as_handle(&connection->tcp),
             [](uv_handle_t* handle) { delete static_cast<Connection*>(handle->data); });
}

void PostsService::Server::on_connection(uv_stream_t* listener, int status) {
    if (status == 0) static_cast<Server*>(listener->data)->accept();
}

void PostsService::Server::accept() {
    busy_ = true;
    auto* connection = new Connection;
    connection->server = this;
    connection->id = ++next_;
    connection->tcp.data = connection;
    uv_tcp_init(&loop_, &connection->tcp);
    connections_.emplace(connection->id, connection);
    if (uv_accept(as_stream(&listener_), as_stream(&connection->tcp)) != 0) {
        close(connection->id);
        return;
    }
    uv_tcp_nodelay(&connection->tcp, 1);
    uv_read_start(
        as_stream(&connection->tcp),
        [](uv_handle_t* handle, std::size_t, uv_buf_t* buffer) {
            Server& server = *static_cast<Connection*>(handle->data)->server;
            *buffer = uv_buf_init(server.buffer_.data(), static_cast<unsigned>(server.buffer_.size()));
        },
        &Server::on_data);
}

void PostsService::Server::on_data(uv_stream_t* stream, ssize_t count, const uv_buf_t* buffer) {
    Connection& connection = *static_cast<Connection*>(stream->data);
    connection.server->busy_ = true;
    if (count < 0) {
        connection.server->close(connection.id);
        return;
    }
    connection.request.append(buffer->base, static_cast<std::size_t>(count));
    connection.server->take_requests(connection);
}

void PostsService::Server::take_requests(Connection& connection) {
    for (;;) {
        const auto end = connection.request.find("\r\n\r\n");
        if (end == std::string::npos) {
            if (connection.request.size() > kMostRequest)
                send(connection.id, {Fate::Answer, answer(431, "Too Large", "{}", false), false, 0});
            return;
        }
        Reply reply = reply_to(std::string_view{connection.request}.substr(0, end));
        connection.request.erase(0, end + 4);
        if (reply.fate == Fate::Hang) return;
        const auto jitter = static_cast<double>(options_.jitter.count()) * share_of(reply.number + 7);
        const Nanos due = run_.clock.now() + options_.latency + Nanos{static_cast<std::int64_t>(jitter)};
        pending_.emplace(std::pair{due, ++next_}, Pending{connection.id, std::move(reply)});
    }
}

Reply PostsService::Server::reply_to(std::string_view head) const {
    const std::string_view line = head.substr(0, head.find("\r\n"));
    const bool keep = head.find("Connection: close") == std::string_view::npos;
    if (!line.starts_with("GET "))
        return {Fate::Answer, answer(405, "Method Not Allowed", "{}", keep), keep, 0};
    std::string_view path = line.substr(4, line.find(' ', 4) - 4);
    const auto mark = path.find('?');
    const std::string_view query = mark == std::string_view::npos ? "" : path.substr(mark + 1);
    path = path.substr(0, mark);
    constexpr std::string_view kPosts = "/posts/";
    int number = 0;
    const bool known = path.starts_with(kPosts) &&
                       std::from_chars(path.data() + kPosts.size(), path.data() + path.size(), number).ptr ==
                           path.data() + path.size();
    Reply reply{Fate::Answer, {}, keep, number};
    if (query == "hang") {
        reply.fate = Fate::Hang;
    } else if (query == "reset") {
        reply.fate = Fate::Reset;
    } else if (!known || number < 1 || number > options_.posts) {
        reply.bytes = answer(404, "Not Found", "{}", keep);
    } else if (share_of(number) < options_.failing) {
        reply.bytes = answer(500, "Internal Server Error", "{}", keep);
    } else {
        reply.bytes = answer(200, "OK", post_json(number), keep);
    }
    return reply;
}

void PostsService::Server::send(std::uint64_t id, Reply reply) {
    const auto found = connections_.find(id);
    if (found == connections_.end()) return;  // the client has gone
    uv_tcp_t* tcp = &found->second->tcp;
    if (reply.fate == Fate::Reset) {
        uv_tcp_close_reset(tcp, [](uv_handle_t* handle) { delete static_cast<Connection*>(handle->data); });
        connections_.erase(found);
        return;
    }
    auto* write = new Write;
    write->bytes = std::move(reply.bytes);
    write->close_then = reply.keep ? 0 : id;
    write->server = this;
    write->request.data = write;
    const uv_buf_t buffer = uv_buf_init(write->bytes.data(), static_cast<unsigned>(write->bytes.size()));
    const int failed = uv_write(&write->request, as_stream(tcp), &buffer, 1, [](uv_write_t* request, int) {
        const std::unique_ptr<Write> done{static_cast<Write*>(request->data)};
        if (done->close_then != 0) done->server->close(done->close_then);
    });
    if (failed != 0) {
        delete write;
        close(id);
    }
}

PostsService::PostsService(PostsOptions options)
    : server_(std::make_unique<Server>(options, context().runtime)) {}
PostsService::~PostsService() = default;

int PostsService::port() const {
    return server_->port();
}

std::string PostsService::base_url() const {
    if (const char* given = std::getenv("LOOPSCOPE_POSTS_URL"); given != nullptr && *given != '\0') {
        std::string url = given;
        if (url.back() != '/') url += '/';
        return url;
    }
    return fmt::format("http://127.0.0.1:{}/posts/", port());
}

}  // namespace loopscope::async
