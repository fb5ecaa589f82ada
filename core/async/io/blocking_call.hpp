// A call that holds its thread, recorded as such. Only for core/async.
#pragma once

#include "core/async/blocking.hpp"

#include <type_traits>
#include <utility>

namespace loopscope::async::detail {

// Calls `fn` now, and gives what it gives. Throws Stopped before and behind it. Outside a run nothing is
// recorded.
template <class Fn>
auto blocking_call(const CallSite& site, Fn&& fn) {
    if (context_or_null() == nullptr) return fn();
    Context& here = context();
    throw_if_stopping(here);
    const auto held = [&] {
        const Blocked blocked{here, trace::Block::Call, Nanos{-1}, site};
        return fn();
    };
    if constexpr (std::is_void_v<std::invoke_result_t<Fn&>>) {
        held();
        throw_if_stopping(here);
    } else {
        auto result = held();
        throw_if_stopping(here);
        return result;
    }
}

}  // namespace loopscope::async::detail
