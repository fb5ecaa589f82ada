#include "core/async/io/blocking_stream.hpp"

#include "core/async/io/blocking_call.hpp"

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <utility>

#include <fmt/format.h>

namespace loopscope::async::blocking {
namespace {

using detail::Descriptor;

sockaddr_in address_of(const std::string& host, int port, const std::string& about) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    if (port < 0 || port > 65535 || inet_pton(AF_INET, host.c_str(), &address.sin_addr) != 1)
        throw IoError(-EINVAL, about);
    return address;
}

Descriptor make_socket(const std::string& about) {
    Descriptor made{socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    if (made.get() < 0) throw IoError(-errno, about);
    return made;
}

// On the run's clock: time may pass, or stand still, while this thread waits.
void wait_until_readable(const Descriptor& socket) {
    Context& here = context();
    bool poked = false;
    WaitEnd end = WaitEnd::Poked;
    while (end == WaitEnd::Poked) {
        end = here.runtime.clock.wait(here.waiter, kForever, socket.get());
        poked = poked || end == WaitEnd::Poked;
    }
    // What is posted to a loop of this thread must not be forgotten.
    if (poked && here.loop != nullptr) here.runtime.clock.poke(here.waiter);
    throw_if_stopping(here);
    if (end == WaitEnd::Stuck) throw IoError("EDEADLK", "nobody is left who could send anything", "");
}

}  // namespace

TcpStream TcpStream::connect(const std::string& host, int port, CallSite site) {
    return detail::blocking_call(site, [&] {
        const std::string about = fmt::format("{}:{}", host, port);
        const sockaddr_in address = address_of(host, port, about);
        Descriptor made = make_socket(about);
        if (::connect(made.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            throw IoError(-errno, about);
        const int on = 1;
        setsockopt(made.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        return TcpStream{std::move(made), about};
    });
}

std::optional<std::string> TcpStream::read_line(CallSite site) {
    return detail::blocking_call(site, [&]() -> std::optional<std::string> {
        for (;;) {
            if (const std::size_t newline = buffer_.find('\n'); newline != std::string::npos) {
                std::string line = buffer_.substr(0, newline);
                buffer_.erase(0, newline + 1);
                return line;
            }
            wait_until_readable(socket_);
            std::array<char, 4096> part;
            const ssize_t count = recv(socket_.get(), part.data(), part.size(), 0);
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) throw IoError(-errno, about_);
            if (count == 0 && buffer_.empty()) return std::nullopt;
            if (count == 0) return std::exchange(buffer_, {});
            buffer_.append(part.data(), static_cast<std::size_t>(count));
        }
    });
}

void TcpStream::write(const std::string& data, CallSite site) {
    detail::blocking_call(site, [&] {
        for (std::size_t done = 0; done < data.size();) {
            const ssize_t count = send(socket_.get(), data.data() + done, data.size() - done, MSG_NOSIGNAL);
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) throw IoError(-errno, about_);
            done += static_cast<std::size_t>(count);
        }
    });
}

TcpServer TcpServer::listen(int port) {
    const std::string about = fmt::format("127.0.0.1:{}", port);
    sockaddr_in address = address_of("127.0.0.1", port, about);
    Descriptor made = make_socket(about);
    const int on = 1;
    setsockopt(made.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    socklen_t size = sizeof address;
    if (bind(made.get(), reinterpret_cast<const sockaddr*>(&address), size) != 0 ||
        ::listen(made.get(), SOMAXCONN) != 0 ||
        getsockname(made.get(), reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        throw IoError(-errno, about);
    }
    return {std::move(made), ntohs(address.sin_port)};
}

TcpStream TcpServer::accept(CallSite site) {
    return detail::blocking_call(site, [&] {
        wait_until_readable(socket_);
        Descriptor made{accept4(socket_.get(), nullptr, nullptr, SOCK_CLOEXEC)};
        if (made.get() < 0) throw IoError(-errno, fmt::format("127.0.0.1:{}", port_));
        return TcpStream{std::move(made), "accepted connection"};
    });
}

}  // namespace loopscope::async::blocking
