export function collectionPath(id: string): string {
  return `/memory/${encodeURIComponent(id)}`;
}

export function documentPath(collectionId: string, documentId: string): string {
  return `${collectionPath(collectionId)}?document=${encodeURIComponent(documentId)}`;
}
