#include "core/async/io/resolve.hpp"

#include "core/async/io/blocking_call.hpp"
#include "core/async/work.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <memory>
#include <netdb.h>
#include <sys/socket.h>
#include <utility>

namespace loopscope::async {
namespace {

std::string code_name(int error) {
    switch (error) {
        case EAI_NONAME: return "EAI_NONAME";
        case EAI_AGAIN: return "EAI_AGAIN";
        case EAI_FAIL: return "EAI_FAIL";
        case EAI_FAMILY: return "EAI_FAMILY";
        case EAI_MEMORY: return "EAI_MEMORY";
        default: return "EAI_" + std::to_string(error);
    }
}

IoError failure(int error, const std::string& name) {
    if (error == EAI_SYSTEM) return {-errno, name};
    std::string text = gai_strerror(error);
    text.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(text.front())));
    return {code_name(error), text, name};
}

std::vector<std::string> resolve_now(const std::string& name) {
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo* list = nullptr;
    const int error = getaddrinfo(name.c_str(), nullptr, &wanted, &list);
    if (error != 0) throw failure(error, name);
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner{list, &freeaddrinfo};
    std::vector<std::string> found;
    for (const addrinfo* each = list; each != nullptr; each = each->ai_next) {
        std::array<char, NI_MAXHOST> text{};
        if (getnameinfo(each->ai_addr, each->ai_addrlen, text.data(), text.size(), nullptr, 0,
                        NI_NUMERICHOST) != 0)
            continue;
        if (std::find(found.begin(), found.end(), text.data()) == found.end())
            found.emplace_back(text.data());
    }
    return found;
}

Task<std::vector<std::string>> resolve_on_pool(std::string name, CallSite site) {
    const std::string label = "resolve " + name;
    // Made before its await: g++ 12 destroys twice what a lambda inside an await holds.
    auto work = [name = std::move(name)] { return resolve_now(name); };
    co_return co_await run_on_pool(std::move(work), label, site);
}

}  // namespace

Task<std::vector<std::string>> resolve(std::string name, CallSite site) {
    return resolve_on_pool(std::move(name), site);
}

std::vector<std::string> blocking::resolve(const std::string& name, CallSite site) {
    return detail::blocking_call(site, [&] { return resolve_now(name); });
}

}  // namespace loopscope::async
