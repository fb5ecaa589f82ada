#include "core/async/io/stream.hpp"

#include "core/async/io/stream_core.hpp"

#include <utility>

#include <fmt/format.h>

namespace loopscope::async {
namespace {

using detail::StreamCore;
using detail::StreamOperation;
using trace::Interest;

// How many connections may wait to be accepted.
constexpr int kBacklog = 511;

struct Address {
    sockaddr_storage storage{};
    bool is_here = false;

    [[nodiscard]] const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
};

Address parse(const std::string& host, int port, const std::string& about) {
    Address address;
    auto* v4 = reinterpret_cast<sockaddr_in*>(&address.storage);
    auto* v6 = reinterpret_cast<sockaddr_in6*>(&address.storage);
    if (port < 0 || port > 65535) throw IoError(UV_EINVAL, about);
    if (uv_ip4_addr(host.c_str(), port, v4) == 0) {
        address.is_here = host.starts_with("127.");
        return address;
    }
    if (const int error = uv_ip6_addr(host.c_str(), port, v6); error != 0) throw IoError(error, about);
    address.is_here = host == "::1";
    return address;
}

// A stream whose handle is a TCP socket.
std::shared_ptr<StreamCore> make_socket(std::string about, std::string label, unsigned family) {
    auto core = std::make_shared<StreamCore>(std::move(about), std::move(label));
    const int error = uv_tcp_init_ex(core->loop.uv(), core->as<uv_tcp_t>(), family);
    if (error != 0) throw IoError(error, core->about);
    core->opened();
    return core;
}

class ConnectOperation final : public StreamOperation {
public:
    ConnectOperation(std::shared_ptr<StreamCore> core, const Address& address, const CallSite& site)
        : StreamOperation(std::move(core), Interest::Write, site), address_(address) {}
    ~ConnectOperation() {
        abandon();
        leave();
    }

    void await_suspend(std::coroutine_handle<> handle) {
        const int error = uv_tcp_connect(&core_->connecting, core_->as<uv_tcp_t>(), address_.get(),
                                         [](uv_connect_t* request, int status) {
                                             StreamCore& core = StreamCore::of(request->handle);
                                             core.error = status;
                                             if (core.writer != nullptr) core.writer->news();
                                         });
        core_->error = error;
        park(handle);
        if (error != 0) news();
    }
    void await_resume() {
        leave();
        throw_if_cancelled();
        if (core_->error != 0) throw IoError(core_->error, core_->about);
        core_->check_open();
    }

private:
    Address address_;
};

class AcceptOperation final : public StreamOperation {
public:
    AcceptOperation(std::shared_ptr<StreamCore> core, const CallSite& site)
        : StreamOperation(std::move(core), Interest::Read, site) {}
    ~AcceptOperation() {
        abandon();
        leave();
    }

    bool await_ready() {
        check();
        return core_->has_connection || core_->error != 0;
    }
    void await_suspend(std::coroutine_handle<> handle) { park(handle); }
    void await_resume() {
        leave();
        throw_if_cancelled();
        core_->check_open();
        if (const int error = std::exchange(core_->error, 0); error != 0) throw IoError(error, core_->about);
    }
};

Task<TcpStream> connect_to(std::string host, int port, std::string label, CallSite site) {
    const std::string about = fmt::format("{}:{}", host, port);
    const Address address = parse(host, port, about);
    const auto core = make_socket(about, label.empty() ? about : label, address.get()->sa_family);
    TcpStream stream{core};
    core->outside = !address.is_here;
    co_await ConnectOperation{core, address, site};
    uv_tcp_nodelay(core->as<uv_tcp_t>(), 1);
    co_return stream;
}

Task<TcpStream> accept_from(std::shared_ptr<StreamCore> server, std::string label, CallSite site) {
    co_await AcceptOperation{server, site};
    if (label.empty()) label = fmt::format("{} {}", server->label, ++server->accepted);
    // The new socket comes from uv_accept, so none is made for it here.
    auto core = std::make_shared<StreamCore>(label, label);
    uv_tcp_init(core->loop.uv(), core->as<uv_tcp_t>());
    core->opened();
    TcpStream stream{core};
    server->has_connection = false;
    const int error = uv_accept(server->as<uv_stream_t>(), core->as<uv_stream_t>());
    // libuv looks for the next one from here on.
    server->loop.watch_changed();
    if (error != 0) throw IoError(error, server->about);
    core->opened();
    uv_tcp_nodelay(core->as<uv_tcp_t>(), 1);
    co_return stream;
}

}  // namespace

Task<TcpStream> TcpStream::connect(std::string host, int port, std::string label, CallSite site) {
    return connect_to(std::move(host), port, std::move(label), site);
}

void TcpStream::reset() {
    core().close(true);
}

TcpServer TcpServer::listen(int port, std::string label) {
    const std::string about = fmt::format("127.0.0.1:{}", port);
    const Address address = parse("127.0.0.1", port, about);
    const auto core = make_socket(about, std::move(label), AF_INET);
    TcpServer server{core, port};
    int error = uv_tcp_bind(core->as<uv_tcp_t>(), address.get(), 0);
    if (error == 0) {
        error = uv_listen(core->as<uv_stream_t>(), kBacklog, [](uv_stream_t* stream, int status) {
            StreamCore& self = StreamCore::of(stream);
            self.has_connection = status == 0;
            self.error = status;
            if (self.reader != nullptr) self.reader->news();
        });
    }
    if (error != 0) throw IoError(error, about);
    core->loop.watch_changed();
    sockaddr_storage bound{};
    int size = sizeof bound;
    uv_tcp_getsockname(core->as<uv_tcp_t>(), reinterpret_cast<sockaddr*>(&bound), &size);
    server.port_ = ntohs(reinterpret_cast<const sockaddr_in*>(&bound)->sin_port);
    core->about = fmt::format("127.0.0.1:{}", server.port_);
    return server;
}

Task<TcpStream> TcpServer::accept(std::string label, CallSite site) {
    return accept_from(owner_->core(), std::move(label), site);
}

void TcpServer::close() {
    owner_->core()->close();
}

}  // namespace loopscope::async
