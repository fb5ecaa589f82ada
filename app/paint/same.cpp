#include "app/paint/same.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <type_traits>

namespace loopscope::app::paint {
namespace {

using namespace stage;

auto parts(const LineItem& i) {
    return std::tie(i.a, i.b, i.ink, i.width, i.dash);
}
auto parts(const ArrowItem& i) {
    return std::tie(i.tail, i.head, i.ink, i.width, i.dash, i.dot);
}
auto parts(const BoxItem& i) {
    return std::tie(i.box, i.radius, i.fill, i.border, i.border_width, i.filled, i.bordered, i.dash);
}
auto parts(const HatchItem& i) {
    return std::tie(i.box, i.radius, i.ink, i.spacing, i.width);
}
auto parts(const DiscItem& i) {
    return std::tie(i.center, i.radius, i.ink, i.filled, i.width);
}
auto parts(const ArcItem& i) {
    return std::tie(i.center, i.radius, i.from, i.to, i.ink, i.width);
}
auto parts(const PolyItem& i) {
    return std::tie(i.points, i.ink, i.filled, i.width);
}
auto parts(const TextItem& i) {
    return std::tie(i.at, i.text, i.font, i.ink, i.align);
}
auto parts(const IconItem& i) {
    return std::tie(i.icon, i.center, i.size, i.ink);
}
auto parts(const BadgeItem& i) {
    return std::tie(i.shape, i.center, i.size, i.ink, i.letter, i.solid);
}
auto parts(const GlowItem& i) {
    return std::tie(i.center, i.radius, i.ink);
}
auto parts(const ClipItem& i) {
    return std::tie(i.box, i.push);
}
auto parts(const HotItem&) {
    return std::tuple<>{};
}
auto parts(const ShaderItem& i) {
    return std::tie(i.name, i.box, i.ink_a, i.ink_b, i.ink_c);
}

template <class T>
bool equal(const T& a, const T& b) {
    if constexpr (std::is_same_v<T, ShaderItem>) {
        if (!std::equal(std::begin(a.values), std::end(a.values), std::begin(b.values))) return false;
    }
    return parts(a) == parts(b);
}

}  // namespace

bool same(const DisplayList& a, const DisplayList& b) {
    return std::equal(
        a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), [](const Item& x, const Item& y) {
            if (x.index() != y.index()) return false;
            return std::visit(
                [&y](const auto& shape) { return equal(shape, std::get<std::decay_t<decltype(shape)>>(y)); },
                x);
        });
}

}  // namespace loopscope::app::paint
